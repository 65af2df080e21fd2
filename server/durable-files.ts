import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Has the disk keep a file's bytes, whoever wrote them. Windows flushes only what may be written to. */
export async function syncFile(path: string): Promise<void> {
  await using file = await open(path, "r+");
  await file.sync();
}

/** Has the disk keep the names in a folder. Windows does that by itself and has no call for it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  await using folder = await open(path, "r");
  await folder.sync();
}

/** Makes a folder, with those that it is in, that is still there after a power cut. */
export async function makeFolder(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true });
  if (firstMade === undefined) return;
  for (let made = path; made.length >= firstMade.length; made = dirname(made))
    await syncFolder(dirname(made));
}
