import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Forces a folder's own entries to disk, so that a rename in it survives a power cut. Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  await using handle = await open(folder, "r");
  await handle.sync();
}

/** Forces a file's bytes to disk, whoever wrote them. */
export async function syncFile(path: string): Promise<void> {
  await using handle = await open(path, "r+");
  await handle.sync();
}

/** Makes a folder and sees to it that it is still there after a power cut. */
export async function makeFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  if (firstMade === undefined) return;
  for (let made = folder; made.length >= firstMade.length; made = dirname(made))
    await syncFolder(dirname(made));
}

/** Writes a small file whole or not at all. `temporary` is a free path on the same disk. */
export async function writeWhole(
  path: string,
  contents: string | Uint8Array,
  temporary: string,
): Promise<void> {
  try {
    await using handle = await open(temporary, "w");
    await handle.writeFile(contents);
    await handle.sync();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
