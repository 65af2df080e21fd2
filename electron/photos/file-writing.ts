import { renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { sizeOf, write, writeAll } from "./copying.ts";
import { makeFolderNow, syncFolderNow } from "./durable-sync.ts";

/** A file of our own that is to be on disk whole or not at all. */
export interface FileOrder {
  readonly path: string;
  /** A free path on the same disk. */
  readonly tempFile: string;
  readonly content: Uint8Array;
  /** Whether a file of the same size that is there already may be another; what is named by its content is the same. */
  readonly replaces: boolean;
}

/** Writes files together, each forced to disk before it gets its name, and each folder flushed once. */
export function writeFilesNow(orders: readonly FileOrder[]): void {
  const missing = orders.filter(({ path, content, replaces }) => replaces || sizeOf(path) !== content.length);
  try {
    for (const { path, tempFile, content } of missing) {
      makeFolderNow(dirname(path));
      write(tempFile, (handle) => writeAll(handle, content, () => {}));
    }
    for (const { path, tempFile } of missing) renameSync(tempFile, path);
    for (const folder of new Set(missing.map(({ path }) => dirname(path)))) syncFolderNow(folder);
  } catch (error) {
    for (const { tempFile } of missing) rmSync(tempFile, { force: true });
    throw error;
  }
}
