import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const cache = fileURLToPath(new URL("../../node_modules/.cache/chromium/", import.meta.url));
const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Flags that Chromium needs as root, without a display and without anybody who looks; never those that weaken the web platform itself. */
export const chromiumArguments = [
  "--no-sandbox",
  "--no-zygote",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--disable-sync",
];

/**
 * Where there is a Chromium for tests: `CHROMIUM`, Playwright's own, the system's, or the one that npm brings, unpacked
 * once beside the modules.
 */
export async function chromiumExecutable(): Promise<string> {
  const found = [process.env["CHROMIUM"], chromium.executablePath(), ...system].find(
    (path) => path && existsSync(path),
  );
  return found ?? (await unpacked());
}

/** Unpacking goes through a folder of its own, so that of two runs at once each sees either nothing or all of it. */
async function unpacked(): Promise<string> {
  const ready = join(cache, "147");
  if (!existsSync(ready)) {
    await mkdir(cache, { recursive: true });
    const staging = await mkdtemp(join(cache, "unpacking-"));
    await run(process.execPath, [fileURLToPath(new URL("./unpack-chromium.ts", import.meta.url))], {
      env: { ...process.env, TMPDIR: staging },
    });
    await rename(staging, ready).catch((error: unknown) => {
      if (!existsSync(ready)) throw error;
    });
  }
  return join(ready, "chromium");
}
