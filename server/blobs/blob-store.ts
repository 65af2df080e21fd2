import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inArray } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { blobs } from "../db/schema.ts";
import { makeFolder, syncFile, syncFolder } from "../durable-files.ts";

/** Leftovers of uploads that a crash cut off are removed once they are this old: milliseconds. */
const leftoverAge = 24 * 3_600_000;

/**
 * Files by the hash of their content, `<folder>/blobs/<tenant>/<first two digits>/<sha256>`, with a row for each in the
 * database. A file is there when both are: then it is whole, and the tenant's own.
 */
export interface BlobStore {
  find(tenantId: string, sha256: string): Promise<{ path: string; bytes: number } | null>;
  missing(tenantId: string, hashes: readonly string[]): Promise<string[]>;
  /** A new file's name on the same disk as the store. */
  temporaryFile(): string;
  /** Takes a file whose hash has been checked; from then on it is on disk for good. */
  adopt(tenantId: string, file: string, blob: { sha256: string; bytes: number }): Promise<void>;
}

export const blobsFolder = (dataFolder: string) => join(dataFolder, "blobs");

export function blobPath(dataFolder: string, tenantId: string, sha256: string): string {
  return join(blobsFolder(dataFolder), tenantId, sha256.slice(0, 2), sha256);
}

/** One of the 256 folders of a dealership's files. */
export function shelfFolder(dataFolder: string, tenantId: string, shelf: number): string {
  return join(blobsFolder(dataFolder), tenantId, shelf.toString(16).padStart(2, "0"));
}

export async function openBlobStore(options: {
  database: Database;
  folder: string;
  now: () => number;
}): Promise<BlobStore> {
  const { database, now } = options;
  const incoming = join(options.folder, "incoming");
  const pathOf = (tenantId: string, sha256: string) => blobPath(options.folder, tenantId, sha256);
  await mkdir(incoming, { recursive: true });
  await removeLeftovers(incoming, now() - leftoverAge);

  const present = async (tenantId: string, hashes: readonly string[]) => {
    const rows = await database.inTenant(tenantId, ({ orm }) =>
      orm
        .select()
        .from(blobs)
        .where(inArray(blobs.sha256, [...hashes])),
    );
    const files = await Promise.all(
      rows.map(async ({ sha256, bytes }) => {
        const path = pathOf(tenantId, sha256);
        return (await sizeOf(path)) === bytes ? [{ sha256, path, bytes }] : [];
      }),
    );
    return files.flat();
  };

  return {
    async find(tenantId, sha256) {
      const [blob] = await present(tenantId, [sha256]);
      return blob ?? null;
    },
    async missing(tenantId, hashes) {
      if (hashes.length === 0) return [];
      const there = new Set((await present(tenantId, hashes)).map(({ sha256 }) => sha256));
      return [...new Set(hashes)].filter((sha256) => !there.has(sha256));
    },
    temporaryFile: () => join(incoming, randomUUID()),
    async adopt(tenantId, file, { sha256, bytes }) {
      await place(file, pathOf(tenantId, sha256));
      const storedAt = new Date(now());
      await database.inTenant(tenantId, ({ orm }) =>
        orm
          .insert(blobs)
          .values({ tenantId, sha256, bytes, storedAt })
          .onConflictDoUpdate({ target: [blobs.tenantId, blobs.sha256], set: { bytes } }),
      );
    },
  };
}

/** File first, then its name: a power cut leaves a whole file or none. */
async function place(file: string, target: string): Promise<void> {
  await syncFile(file);
  await makeFolder(dirname(target));
  await rename(file, target);
  await syncFolder(dirname(target));
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

async function removeLeftovers(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true });
  }
}
