import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, statfs } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { isMissing, syncFolder, writeDurably } from "../desk/durable-file.ts";

/** A file that grows beside its place. What a kill leaves of it the next start removes. */
export interface GrowingFile {
  readonly path: string;
  /** It is whole: puts it in its place. */
  keep(): Promise<void>;
  abandon(): Promise<void>;
}

const Note = z.object({ path: z.string() });
const notePath = (folder: string) => join(folder, "unfinished.json");
const ending = ".unfinished";

/** `folder` is where this desk keeps note of it. */
export async function growFile(folder: string, target: string): Promise<GrowingFile> {
  const path = join(dirname(target), `.${basename(target)}.${randomUUID()}${ending}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeDurably(notePath(folder), JSON.stringify({ path }));
  return {
    path,
    async keep() {
      await rename(path, target);
      await syncFolder(dirname(target)).catch(() => {});
      await rm(notePath(folder), { force: true });
    },
    async abandon() {
      await rm(path, { force: true }).catch(() => {});
      await rm(notePath(folder), { force: true });
    },
  };
}

export async function removeUnfinished(folder: string): Promise<void> {
  const text = await readFile(notePath(folder), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return;
  const { path } = Note.parse(JSON.parse(text));
  // On a disk that was pulled out it stays, and can be told by its name.
  if (path.endsWith(ending)) await rm(path, { force: true }).catch(() => {});
  await rm(notePath(folder), { force: true });
}

export class DiskFull extends Error {
  override readonly name = "DiskFull";
  readonly code = "ENOSPC";
}

/** Throws `DiskFull` where so many bytes do not fit in the folder's disk. */
export async function expectRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw new DiskFull("The disk has no room for all of it");
}
