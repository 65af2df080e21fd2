import { existsSync } from "node:fs";
import { vi } from "vitest";
import { builtFile } from "./programs.ts";

/** The threads of desks that are started in a test run are what is built for it, once `programsBuilt` was asked. */
vi.mock(import("#electron/desk/entry-file.ts"), async (original) => {
  const { entryFile } = await original();
  return {
    entryFile(base, source, built) {
      const file = builtFile(built);
      return file && existsSync(file) ? file : entryFile(base, source, built);
    },
  };
});
