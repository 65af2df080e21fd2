/**
 * `npm run package [-- any flag of electron-builder]`: packs what was built for this system into release/, with what
 * CHANGELOG.md says of the version as its notes, and publishes nothing.
 */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { notesOf } from "./releasing/changelog.ts";
import { ending } from "./releasing/ending.ts";
import { readFeedAddress } from "./releasing/feed-address.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

await ending(async () => {
  const address = readFeedAddress(process.env);
  const { version } = JSON.parse(await readFile(`${root}package.json`, "utf8")) as { version: string };
  const notes = notesOf(await readFile(`${root}CHANGELOG.md`, "utf8"), version);
  process.exitCode = await electronBuilder(
    ["--publish=never", `--config.releaseInfo.releaseNotes=${notes}`, ...process.argv.slice(2)],
    { AUTOSELL_FEED_URL: address },
  );
});

/** `electron-builder.yml` takes the address from the environment. */
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
