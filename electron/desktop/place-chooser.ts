import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { type BrowserWindow, dialog } from "electron";
import * as z from "zod";
import { exportEnding } from "#shared/contract/export-file.ts";
import type { PlacePurpose } from "../renditions/desktop-abilities.ts";
import { safeStem } from "../renditions/file-names.ts";
import { openStateFile } from "./state-file.ts";

const Places = z.record(z.string(), z.string());

/** The endings of what is saved as one file; the other purposes ask for a folder. */
type Ending = "zip" | "pdf" | typeof exportEnding;
const endings: Partial<Record<PlacePurpose, Ending>> = {
  exportZip: "zip",
  diagnosticsZip: "zip",
  printPdf: "pdf",
  everything: exportEnding,
};

/** Asks where something is to go or to come from, each purpose opening where it was last used. */
export function placeChooser(options: { dataFolder: string; window: () => BrowserWindow | null }) {
  const places = openStateFile(join(options.dataFolder, "last-places.json"), Places, {});
  return async (what: PlacePurpose, suggestedName: string): Promise<string | null> => {
    const last = places.get()[what];
    const window = options.window();
    const ending = endings[what];
    const path = await (ending
      ? askForFile(window, last, suggestedName, ending)
      : askForFolder(window, last));
    if (path === null) return null;
    await places.set({ ...places.get(), [what]: ending ? dirname(path) : path });
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

async function askForFile(
  window: BrowserWindow | null,
  last: string | undefined,
  suggestedName: string,
  ending: Ending,
): Promise<string | null> {
  const isNamed = suggestedName.toLowerCase().endsWith(`.${ending}`);
  const name = `${safeStem(isNamed ? suggestedName.slice(0, -ending.length - 1) : suggestedName)}.${ending}`;
  const asked: Electron.SaveDialogOptions = {
    defaultPath: last === undefined ? name : join(last, name),
    filters: [{ name: ending === exportEnding ? "Autosell" : ending.toUpperCase(), extensions: [ending] }],
    properties: ["createDirectory", "showOverwriteConfirmation"],
  };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, asked)
    : dialog.showSaveDialog(asked));
  return canceled || filePath === "" ? null : withEnding(filePath, ending);
}

/** Some systems leave the ending away; the name that it then has was not asked about, so it must be free. */
function withEnding(path: string, ending: Ending): string {
  if (extname(path).toLowerCase() === `.${ending}`) return path;
  for (let number = 1; ; number++) {
    const whole = `${path}${number === 1 ? "" : `-${number}`}.${ending}`;
    if (!existsSync(whole)) return whole;
  }
}
