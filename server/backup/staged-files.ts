import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { blobsFolder } from "../blobs/blob-store.ts";

/** Photo files that are about to take the place of those that a hub has. Disposed before they are kept, all is as it was. */
export interface StagedFiles extends AsyncDisposable {
  /** As a data folder on the same disk, where the new files go. */
  readonly folder: string;
  swap(): Promise<void>;
  keep(): Promise<void>;
}

export async function stageFiles(dataFolder: string): Promise<StagedFiles> {
  const folder = join(dataFolder, `restoring-${crypto.randomUUID()}`);
  const [place, staged, replaced] = [blobsFolder(dataFolder), blobsFolder(folder), join(folder, "replaced")];
  let isSwapped = false;
  await mkdir(staged, { recursive: true });
  await mkdir(place, { recursive: true });
  return {
    folder,
    async swap() {
      await rename(place, replaced);
      isSwapped = true;
      await rename(staged, place);
    },
    async keep() {
      isSwapped = false;
    },
    async [Symbol.asyncDispose]() {
      if (isSwapped) {
        await rm(place, { recursive: true, force: true });
        await rename(replaced, place);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
