import { execFile } from "node:child_process";
import { getPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = fileURLToPath(new URL("priorities-run.ts", import.meta.url));

test.skipIf(process.platform !== "linux")(
  "threads that decode stand behind main, which stays where it was",
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [run]);
    const main = getPriority();
    expect(JSON.parse(stdout)).toEqual({ main, decoders: [10, 10, 10, 10], ofWorker: 10 });
  },
);
