import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";

/** Another hub runs on the same data folder, in this process or another one. */
export class DataFolderInUse extends Error {
  readonly kind = "dataFolderInUse";
  constructor(dataFolder: string, holder: string) {
    super(`Another hub is running on ${dataFolder}${holder}. Stop it first, or choose another data folder.`);
    this.name = "DataFolderInUse";
  }
}

const Holder = z.object({ processId: z.int(), since: z.string() });

/**
 * Takes the folder for this hub alone until disposed. The lock is the operating system's own, held through SQLite's
 * locking of an empty file: it goes with its holder, however that ends, and a process id that was used again, which is the
 * rule in containers, cannot be mistaken for the dead one.
 */
export async function lockDataFolder(dataFolder: string): Promise<AsyncDisposable> {
  const folder = await realpath(dataFolder);
  const lock = new DatabaseSync(join(folder, "hub.lock"));
  try {
    lock.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!isLocked(error)) throw error;
    throw new DataFolderInUse(folder, await holderOf(folder));
  }
  await writeFile(
    holderFile(folder),
    JSON.stringify({ processId: process.pid, since: new Date().toISOString() }),
  );
  return {
    async [Symbol.asyncDispose]() {
      lock.close();
    },
  };
}

const holderFile = (folder: string) => join(folder, "hub.lock.json");

function isLocked(error: unknown): boolean {
  const busy = 5;
  return error instanceof Error && "errcode" in error && error.errcode === busy;
}

/** For the message only; whether somebody holds the lock is not read from a file. */
async function holderOf(folder: string): Promise<string> {
  try {
    const { processId, since } = Holder.parse(JSON.parse(await readFile(holderFile(folder), "utf8")));
    return ` (process ${processId}, since ${since})`;
  } catch {
    return "";
  }
}
