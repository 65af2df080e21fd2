import { join } from "node:path";
import { measureDisk } from "../photo-space/disk-room.ts";
import type { DesktopAbilities } from "../renditions/desktop-abilities.ts";
import { type ExportEverything, type ExportOptions, openExportEverything } from "./export-everything.ts";
import {
  createRestoreEverything,
  type RestoreEverything,
  type RestoreOptions,
} from "./restore-everything.ts";

/** Everything into one file, and a new desk from such a file. */
export interface ExportFiles extends AsyncDisposable {
  readonly exportEverything: ExportEverything;
  readonly restoreEverything: RestoreEverything;
}

export interface ExportFilesOptions extends Omit<
  ExportOptions & RestoreOptions,
  "folder" | "choosePlace" | "downloadBase" | "measure"
> {
  readonly dataFolder: string;
  readonly host: {
    readonly desktop: Pick<DesktopAbilities, "choosePlace"> | null;
    readonly downloadBase: string | null;
  };
}

export async function openExportFiles(options: ExportFilesOptions): Promise<ExportFiles> {
  const { dataFolder, host, ...parts } = options;
  const { desktop, downloadBase } = host;
  const exportEverything = await openExportEverything({
    ...parts,
    folder: join(dataFolder, "exporting"),
    choosePlace: desktop && ((name) => desktop.choosePlace("everything", name)),
    downloadBase,
  });
  const folder = join(dataFolder, "restoring");
  const restoreEverything = createRestoreEverything({ ...parts, folder, measure: measureDisk(dataFolder) });
  return {
    exportEverything,
    restoreEverything,
    [Symbol.asyncDispose]: () => exportEverything[Symbol.asyncDispose](),
  };
}
