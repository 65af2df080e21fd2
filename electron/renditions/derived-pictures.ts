import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Pictures that were made to be looked at or dragged out, and can be made again: kept while there is room for them. */
export interface DerivedPictures {
  /** Answers the sha256. */
  keep(bytes: Buffer): Promise<string>;
  /** Null where it was never kept or had to go. */
  path(sha256: string): string | null;
}

/** Bytes on disk. A drag of two hundred pictures takes a fifth of it. */
const room = 512 * 1024 * 1024;

export async function openDerivedPictures(folder: string, limit: number = room): Promise<DerivedPictures> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  /** Bytes by hash, least lately used first. */
  const kept = new Map<string, number>();
  let used = 0;
  const pathOf = (sha256: string) => join(folder, sha256);
  const touch = (sha256: string, bytes: number) => {
    kept.delete(sha256);
    kept.set(sha256, bytes);
  };
  const makeRoom = async () => {
    for (const [sha256, bytes] of kept) {
      if (used <= limit || kept.size === 1) return;
      kept.delete(sha256);
      used -= bytes;
      await rm(pathOf(sha256), { force: true });
    }
  };

  return {
    async keep(bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (!kept.has(sha256)) await writeFile(pathOf(sha256), bytes);
      if (!kept.has(sha256)) used += bytes.length;
      touch(sha256, bytes.length);
      await makeRoom();
      return sha256;
    },
    path(sha256) {
      const bytes = kept.get(sha256);
      if (bytes === undefined) return null;
      touch(sha256, bytes);
      return pathOf(sha256);
    },
  };
}
