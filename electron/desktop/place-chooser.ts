import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { type BrowserWindow, dialog } from "electron";
import * as z from "zod";
import type { PlacePurpose } from "../renditions/desktop-abilities.ts";
import { safeStem } from "../renditions/file-names.ts";
import { openStateFile } from "./state-file.ts";

const Places = z.record(z.string(), z.string());

/** Asks where something is to go or to come from, each purpose opening where it was last used. */
export function placeChooser(options: { dataFolder: string; window: () => BrowserWindow | null }) {
  const places = openStateFile(join(options.dataFolder, "last-places.json"), Places, {});
  return async (what: PlacePurpose, suggestedName: string): Promise<string | null> => {
    const last = places.get()[what];
    const window = options.window();
    const isZip = what === "exportZip" || what === "diagnosticsZip";
    const path = await (isZip ? askForZip(window, last, suggestedName) : askForFolder(window, last));
    if (path === null) return null;
    await places.set({ ...places.get(), [what]: isZip ? dirname(path) : path });
    return path;
  };
}

async function askForFolder(window: BrowserWindow | null, last: string | undefined): Promise<string | null> {
  const asked: Electron.OpenDialogOptions = {
    properties: ["openDirectory", "createDirectory"],
    ...(last === undefined ? {} : { defaultPath: last }),
  };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, asked)
    : dialog.showOpenDialog(asked));
  return canceled ? null : (filePaths[0] ?? null);
}

async function askForZip(
  window: BrowserWindow | null,
  last: string | undefined,
  suggestedName: string,
): Promise<string | null> {
  const name = `${safeStem(suggestedName.replace(/\.zip$/i, ""))}.zip`;
  const asked: Electron.SaveDialogOptions = {
    defaultPath: last === undefined ? name : join(last, name),
    filters: [{ name: "ZIP", extensions: ["zip"] }],
    properties: ["createDirectory", "showOverwriteConfirmation"],
  };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, asked)
    : dialog.showSaveDialog(asked));
  return canceled || filePath === "" ? null : withEnding(filePath);
}

/** Some systems leave the ending away; the name that it then has was not asked about, so it must be free. */
function withEnding(path: string): string {
  if (extname(path).toLowerCase() === ".zip") return path;
  for (let number = 1; ; number++) {
    const whole = `${path}${number === 1 ? "" : `-${number}`}.zip`;
    if (!existsSync(whole)) return whole;
  }
}
