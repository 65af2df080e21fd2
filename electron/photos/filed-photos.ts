import { appendFile, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PhotoFile } from "#shared/model/photo.ts";
import type { PhotoRecords } from "./photo-records.ts";
import { writeWhole } from "./durable-file.ts";

/**
 * Which of the photos that were made became photos of cars. What was made for an import that was cancelled or is still in
 * review is nobody's business yet and stays on this desk.
 */
export interface FiledPhotos {
  /** Resolves when it is on disk. */
  add(files: readonly PhotoFile[]): Promise<void>;
  /** Newest first. */
  all(): AsyncIterable<PhotoFile>;
  /** Tells of each as it is added, also of one that was there before. */
  listen(listener: (file: PhotoFile) => void): () => void;
}

/** `tempFile` names files on the same disk, which are swept should the app be killed while writing one. */
export async function openFiledPhotos(
  folder: string,
  records: PhotoRecords,
  tempFile: () => string,
): Promise<FiledPhotos> {
  const path = join(folder, "filed.txt");
  const filed = new Set((await readLines(path)) ?? (await takeAll(path, records, tempFile())));
  const listeners = new Set<(file: PhotoFile) => void>();

  /** A known picture may have come with its RAW only this time. */
  async function keepCompanion(file: PhotoFile): Promise<void> {
    if (file.companion === null) return;
    const known = await records.find(file.original.sha256);
    if (known?.companion?.sha256 !== file.companion.sha256) await records.write(file);
  }

  return {
    async add(files) {
      for (const file of files) await keepCompanion(file);
      const added = files.map(({ original }) => original.sha256).filter((sha256) => !filed.has(sha256));
      if (added.length > 0) await appendDurably(path, added);
      for (const sha256 of added) filed.add(sha256);
      for (const file of files) for (const listener of listeners) listener(file);
    },
    async *all() {
      for await (const file of records.all()) if (filed.has(file.original.sha256)) yield file;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function readLines(path: string): Promise<string[] | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text?.split("\n").filter((line) => /^[0-9a-f]{64}$/.test(line)) ?? null;
}

/** Before there was a list, every photo was made for a car. */
async function takeAll(path: string, records: PhotoRecords, temporary: string): Promise<string[]> {
  const hashes: string[] = [];
  for await (const { original } of records.all()) hashes.push(original.sha256);
  await writeWhole(path, hashes.map((sha256) => `${sha256}\n`).join(""), temporary);
  return hashes;
}

/** Begins on a line of its own, should the last write have been torn. */
async function appendDurably(path: string, hashes: readonly string[]): Promise<void> {
  await appendFile(path, `\n${hashes.join("\n")}\n`);
  await using handle = await open(path, "r+");
  await handle.datasync();
}
