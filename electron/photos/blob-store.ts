import { randomUUID } from "node:crypto";
import { opendir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { makeFolder, syncFile, syncFolder } from "./durable-file.ts";

/** Files named by the sha256 of what is in them: `<folder>/<first two digits>/<sha256>`. */
export interface BlobStore {
  readonly folder: string;
  path(sha256: string): string;
  has(sha256: string): Promise<boolean>;
  /** Bytes, or null where there is no such blob. */
  size(sha256: string): Promise<number | null>;
  /** A path to write to before the content's name is known. What is left there is swept at the next start. */
  readonly tempFile: () => string;
  /** Where a blob that is being fetched grows. What is left there of earlier days is swept at a start. */
  partialFile(sha256: string): string;
  /** Makes a finished temp file a blob, durably; the temp file is gone afterwards. The caller vouches for the hash. */
  adopt(tempFile: string, sha256: string): Promise<void>;
  /** The caller vouches that it can be had elsewhere. */
  remove(sha256: string): Promise<void>;
  /** Every blob, in no order. */
  hashes(): AsyncIterable<string>;
}

/** Milliseconds after which a fetch that nobody went on with is given up. */
const partialAge = 7 * 24 * 3_600_000;

const isHash = (name: string) => /^[0-9a-f]{64}$/.test(name);

/** Where in a store's folder a blob lies. */
export function blobPath(folder: string, sha256: string): string {
  if (!isHash(sha256)) throw new RangeError("Not a sha256");
  return join(folder, sha256.slice(0, 2), sha256);
}

export async function openBlobStore(folder: string): Promise<BlobStore> {
  const temporary = join(folder, "temp");
  await rm(temporary, { recursive: true, force: true });
  await makeFolder(temporary);
  const partial = join(folder, "partial");
  await makeFolder(partial);
  await sweep(partial, Date.now() - partialAge);

  const path = (sha256: string) => blobPath(folder, sha256);

  async function size(sha256: string): Promise<number | null> {
    return (await stat(path(sha256)).catch(() => null))?.size ?? null;
  }

  return {
    folder,
    path,
    size,
    has: async (sha256) => (await size(sha256)) !== null,
    tempFile: () => join(temporary, randomUUID()),
    partialFile: (sha256) => join(partial, basename(path(sha256))),
    async adopt(tempFile, sha256) {
      const target = path(sha256);
      const [{ size: bytes }, known] = await Promise.all([stat(tempFile), size(sha256)]);
      if (known === bytes) return rm(tempFile, { force: true });
      await Promise.all([syncFile(tempFile), makeFolder(dirname(target))]);
      await rename(tempFile, target);
      await syncFolder(dirname(target));
    },
    remove: (sha256) => rm(path(sha256), { force: true }),
    async *hashes() {
      for await (const shelf of await opendir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(shelf.name)) continue;
        for await (const { name } of await opendir(join(folder, shelf.name))) if (isHash(name)) yield name;
      }
    },
  };
}

async function sweep(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true });
  }
}
