/** `npm run package [-- any flag of electron-builder]`: packs what was built for this system into release/, and publishes nothing. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { answers, electronSource } from "./host-choice.ts";
import { ending } from "./releasing/ending.ts";
import { readUpdateSettings } from "./releasing/update-settings.ts";

/** electron-builder wants an address even where desks ask their hub, which is no part of the build. */
const nowhere = "https://feed.invalid/";
const root = fileURLToPath(new URL("..", import.meta.url));

await ending(async () => {
  const { feed } = await readUpdateSettings(root);
  const code = await electronBuilder(["--publish=never", ...process.argv.slice(2)], {
    AUTOSELL_FEED_URL: feed ?? nowhere,
  });
  process.exitCode = code;
  const source = electronSource(process.env);
  if (code !== 0 && !(await answers(source))) console.error(needsDownloads(source));
});

/** electron-builder itself says no more than that it could not find a host. */
function needsDownloads(source: string): string {
  return `
Not packed. ${source} does not answer from here: Electron is downloaded from there, and the tools that make installers from GitHub,
once each. Pack where they can be had, or
  - with ELECTRON_MIRROR and ELECTRON_BUILDER_BINARIES_MIRROR set to places that have them, or
  - without an installer, from an Electron that was unpacked: npm run package -- --dir --config.electronDist=<folder>`;
}

/** `electron-builder.yml` takes the address of the feed from the environment. */
function electronBuilder(args: readonly string[], environment: Record<string, string>): Promise<number> {
  const program = createRequire(import.meta.url).resolve("electron-builder/cli.js");
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
