import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a run of tests that failed on PostgreSQL ends as one that failed", () => {
  const program = `
    const { loadEmbedded } = await import(${JSON.stringify(import.meta.resolve("./postgres.ts"))});
    await loadEmbedded();
    process.exitCode = 3;`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program]);
  expect([status, String(stderr)]).toEqual([3, ""]);
});
