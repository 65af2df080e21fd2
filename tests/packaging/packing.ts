import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const feedAddress = "http://127.0.0.1:9/updates/";

/** What Electron's own binary has between other bytes: its sentinel, version 1, eight fuses, each as Electron ships it. */
const fuseWire = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0810110001";

/** A folder that electron-builder takes for an unpacked Electron, for Linux or for Windows. */
export async function standInElectron(folder: string): Promise<string> {
  await mkdir(join(folder, "resources"), { recursive: true });
  await mkdir(join(folder, "locales"), { recursive: true });
  for (const binary of ["electron", "electron.exe"])
    await writeFile(join(folder, binary), `before ${fuseWire} after`, "latin1");
  for (const language of ["en-US", "es-419", "ja"])
    await writeFile(join(folder, "locales", `${language}.pak`), "");
  await writeFile(join(folder, "LICENSE"), "Electron's");
  await writeFile(join(folder, "LICENSES.chromium.html"), "Chromium's");
  return folder;
}

/** Runs electron-builder itself on the configuration as it is; rejects with what it said. */
export function pack(options: {
  readonly electron: string;
  readonly to: string;
  readonly flags: readonly string[];
}): Promise<string> {
  const program = createRequire(import.meta.url).resolve("electron-builder/cli.js");
  const own = [
    `--config.electronDist=${options.electron}`,
    `--config.directories.output=${options.to}`,
    "--publish=never",
  ];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...options.flags, ...own],
      // Nothing is there to be downloaded from: what would need the network fails.
      {
        cwd: root,
        env: { ...process.env, AUTOSELL_FEED_URL: feedAddress, ELECTRON_MIRROR: "http://127.0.0.1:9/" },
      },
      (error, stdout, stderr) => (error ? reject(new Error(stdout + stderr)) : resolve(stdout)),
    );
  });
}
