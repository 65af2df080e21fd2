import { copyFile, link, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Sha256 } from "#shared/model/primitives.ts";
import type { BlobStore } from "./blob-store.ts";
import { hashOf } from "./hash-of.ts";

export interface TakenFiles {
  readonly taken: number;
  /** Files that are not what their name says, or cannot be read. */
  readonly damaged: number;
}

/** Takes over a folder of files that another store has; the folder stays as it is. */
export async function takeFiles(store: BlobStore, tenantId: string, folder: string): Promise<TakenFiles> {
  const names = await readdir(folder).catch(() => []);
  const hashes = names.filter((name) => Sha256.safeParse(name).success);
  const missing = await store.missing(tenantId, hashes);
  let taken = 0;
  for (const sha256 of missing) {
    const path = join(folder, sha256);
    if ((await hashOf(path).catch(() => null)) !== sha256) continue;
    const file = store.temporaryFile();
    await linkOrCopy(path, file);
    await store.adopt(tenantId, file, { sha256, bytes: (await stat(path)).size });
    // Where an earlier try had it in its place already, a link was renamed onto itself, which does nothing.
    await rm(file, { force: true });
    taken += 1;
  }
  return { taken, damaged: missing.length - taken };
}

/** Files of a store never change, so that two stores may share them, which takes no room. Not every disk can. */
async function linkOrCopy(path: string, file: string): Promise<void> {
  await link(path, file).catch(() => copyFile(path, file));
}
