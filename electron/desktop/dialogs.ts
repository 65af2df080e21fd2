import { dirname, join } from "node:path";
import { type BrowserWindow, dialog } from "electron";
import * as z from "zod";
import { exportEnding } from "#shared/contract/export-file.ts";
import { pictureEndings, rawEndings } from "../photos/picture-endings.ts";
import { openStateFile } from "./state-file.ts";

const Folders = z.object({
  files: z.string().optional(),
  folder: z.string().optional(),
  watermark: z.string().optional(),
  stockList: z.string().optional(),
  exportFile: z.string().optional(),
});
type Purpose = keyof z.infer<typeof Folders>;

/**
 * Asks for photos and lists with the system's dialog, each purpose opening where it was last used: a camera card and a folder of
 * sorted pictures are rarely in one place.
 */
export function fileChooser(options: { dataFolder: string; window: () => BrowserWindow | null }) {
  const folders = openStateFile(join(options.dataFolder, "last-folders.json"), Folders, {});
  return async (what: Purpose): Promise<string[]> => {
    const window = options.window();
    const asked = { ...questions[what], defaultPath: folders.get()[what] };
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, asked)
      : dialog.showOpenDialog(asked));
    const [first] = filePaths;
    if (canceled || first === undefined) return [];
    await folders.set({ ...folders.get(), [what]: what === "folder" ? first : dirname(first) });
    return filePaths;
  };
}

const questions: Readonly<Record<Purpose, Electron.OpenDialogOptions>> = {
  files: {
    properties: ["openFile", "multiSelections"],
    filters: [
      { name: "JPEG, PNG, HEIC, RAW", extensions: [...pictureEndings, ...rawEndings] },
      { name: "*", extensions: ["*"] },
    ],
  },
  folder: { properties: ["openDirectory", "multiSelections"] },
  watermark: {
    properties: ["openFile"],
    filters: [{ name: "PNG, JPEG, WEBP", extensions: ["png", "jpg", "jpeg", "webp"] }],
  },
  stockList: {
    properties: ["openFile"],
    filters: [
      { name: "CSV", extensions: ["csv", "tsv", "txt"] },
      { name: "*", extensions: ["*"] },
    ],
  },
  exportFile: {
    properties: ["openFile"],
    filters: [
      { name: "Autosell", extensions: [exportEnding] },
      { name: "*", extensions: ["*"] },
    ],
  },
};
