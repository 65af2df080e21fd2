/**
 * A start of the app that never comes to a window: `guarded-start <data folder> <version> <n>`. Where n is not 0, it kills
 * itself before its nth copy or rename of a file. Started by `start-guard.test.ts`.
 */
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const [dataFolder = "", version = "", killAt = "0"] = process.argv.slice(2);
const { copyFile, rename } = fs;
let left = Number(killAt);

function beforeIt(): void {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

fs.copyFile = (...given) => {
  beforeIt();
  return copyFile(...given);
};
fs.rename = (...given) => {
  beforeIt();
  return rename(...given);
};
syncBuiltinESMExports();

const { openStartGuard } = await import("#electron/updater/start-guard.ts");
const log = { info() {}, error: () => "" };
const answer = await openStartGuard({ dataFolder, version, log }).then(
  () => "opened",
  (error: Error) => error.name,
);
process.stdout.write(answer);
