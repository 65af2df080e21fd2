import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { offerOnce } from "./once-for-the-run.ts";
import { programsVariable } from "./programs.ts";

const source = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The threads that an import of photos starts. */
export const importThreads = {
  "copy-worker": "electron/photos/copy-worker.ts",
  "heic-worker": "electron/photos/heic-worker.ts",
  "code-worker": "electron/photos/code-worker.ts",
};

/** What tests start in processes, and the threads of the desks in them. */
const programs = {
  ...importThreads,
  "hub-worker": "electron/hub/worker.ts",
  "key-worker": "electron/vault/key-worker.ts",
  "draw-process": "electron/sample/draw-process.ts",
  hub: "server/main.ts",
  mover: "tests/main/mover.ts",
  restorer: "tests/main/restorer.ts",
  "hub-beginner": "tests/main/hub-beginner.ts",
  "blob-carrier": "tests/main/blob-carrier.ts",
  "passphrase-changer": "tests/main/passphrase-changer.ts",
  "restore-child": "tests/recovery/restore-child.ts",
  "export-run": "tests/renditions/export-run.ts",
  "import-run": "tests/photos/import-run.ts",
  "desk-thread": "tests/faults/desk-thread.ts",
};

/** Native code, and WebAssembly beside its loader. */
const external = ["sharp", "@electric-sql/pglite", "libheif-js", "zxing-wasm"];

/**
 * Programs of tests, built as what is shipped is: from TypeScript they would take two or three times as long to begin. They
 * lie in `folder` under their names; it has to be beside the modules.
 */
export async function buildPrograms(named: Record<string, string>, folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "warn",
    root: source("."),
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: "node24",
      outDir: source(folder),
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(named).map(([name, file]) => [name, source(file)])),
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
}

/** Before a run of Vitest. */
export function setup(): Promise<() => Promise<void>> {
  const folder = `out/tests/${process.pid}`;
  return offerOnce(programsVariable, async () => {
    await buildPrograms(programs, folder);
    // A hub begins from it where the app was built, as one that runs from source does.
    const template = "hub-template.zst";
    await cp(source(`out/main/${template}`), source(`${folder}/${template}`)).catch(() => {});
    return {
      answer: source(folder),
      [Symbol.asyncDispose]: () => rm(source(folder), { recursive: true, force: true }),
    };
  });
}
