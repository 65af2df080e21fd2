import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { app } from "electron";
import type { Config } from "../config.ts";
import { writeDurably } from "../desk/durable-file.ts";
import { autostartEntry } from "./autostart-entry.ts";

type Started = Pick<Config, "dataFolder" | "appImage">;

/** Has the system start this desk, in the tray, when its person signs in, or no longer. */
export async function setLoginStart(wanted: boolean, started: Started): Promise<void> {
  const [program, ...rest] = startCommand(started);
  if (process.platform === "linux") await setAutostart(wanted, [program, ...rest]);
  else app.setLoginItemSettings({ openAtLogin: wanted, path: program, args: rest });
}

/** An app that is worked on is Electron's own program and a folder. */
function startCommand({ dataFolder, appImage }: Started): [string, ...string[]] {
  const folder = app.isPackaged ? [] : [app.getAppPath()];
  return [appImage ?? process.execPath, ...folder, "--hidden", "--data", dataFolder];
}

async function setAutostart(wanted: boolean, command: readonly string[]): Promise<void> {
  const file = join(app.getPath("appData"), "autostart", "autosell.desktop");
  if (!wanted) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeDurably(file, autostartEntry(command));
}
