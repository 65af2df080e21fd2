import { opendir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PhotoFile } from "#shared/model/photo.ts";
import { makeFolder, writeWhole } from "./durable-file.ts";
import type { FileOrder } from "./file-writing.ts";

/**
 * What was made of every original, by its hash: `<folder>/<first two digits>/<sha256>.json`. A record is written after its
 * blobs, so where there is one, the original and the renditions are on disk.
 */
export interface PhotoRecords {
  /** Null where there is none, or none that can be read: then the photo is simply made again. */
  find(sha256: string): Promise<PhotoFile | null>;
  write(file: PhotoFile): Promise<void>;
  /** The same for whoever writes files in a thread. */
  order(file: PhotoFile): FileOrder;
  /** Newest first. */
  all(): AsyncIterable<PhotoFile>;
}

/** `tempFile` names files on the same disk, which are swept should the app be killed while writing one. */
export async function openPhotoRecords(folder: string, tempFile: () => string): Promise<PhotoRecords> {
  await makeFolder(folder);
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), `${sha256}.json`);

  async function read(path: string): Promise<PhotoFile | null> {
    const text = await readFile(path, "utf8").catch(() => null);
    return text === null ? null : PhotoFile.nullable().catch(null).parse(parsed(text));
  }

  return {
    find: (sha256) => read(pathOf(sha256)),
    async write(file) {
      const path = pathOf(file.original.sha256);
      await makeFolder(dirname(path));
      await writeWhole(path, JSON.stringify(file), tempFile());
    },
    order: (file) => ({
      path: pathOf(file.original.sha256),
      tempFile: tempFile(),
      content: new TextEncoder().encode(JSON.stringify(file)),
      replaces: true,
    }),
    async *all() {
      for (const path of await newestFirst(folder)) {
        const file = await read(path);
        if (file) yield file;
      }
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function newestFirst(folder: string): Promise<string[]> {
  const records: { path: string; writtenAt: number }[] = [];
  for await (const shelf of await opendir(folder)) {
    if (!shelf.isDirectory()) continue;
    for await (const { name } of await opendir(join(folder, shelf.name))) {
      if (!name.endsWith(".json")) continue;
      const path = join(folder, shelf.name, name);
      records.push({ path, writtenAt: (await stat(path)).mtimeMs });
    }
  }
  return records.sort((a, b) => b.writtenAt - a.writtenAt).map(({ path }) => path);
}
