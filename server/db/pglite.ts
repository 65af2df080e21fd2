import { access, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Pool, type PoolConfig } from "pg";
import { makeFolder, syncFolder } from "../durable-files.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import type { Driver } from "./driver.ts";
import { actualDisk, type Disk, flushing, FlushedFiles } from "./flushed-files.ts";
import { builtTemplate, unpackTemplate } from "./template.ts";
import { valueTypes } from "./values.ts";

/** It clears all its buffers at every start; with the usual 128 MB that is most of a start, and of the memory it takes. */
const startParams = [...PGlite.defaultStartParams, ...flushing, "-c", "shared_buffers=32MB"];

export interface PGliteOptions {
  /** A database folder in one file to begin from, much faster than initdb where it is there: else the built one. */
  readonly template?: string | null;
  readonly disk?: Disk;
}

/**
 * PostgreSQL in this process, its files in `<dataFolder>/database`. It survives a killed process and a power cut; it opens a
 * folder twice without a word, hence our own lock; and nobody vacuums it unless `tidy` is called.
 */
export async function openPGlite(
  dataFolder: string,
  { template = builtTemplate, disk = actualDisk }: PGliteOptions = {},
): Promise<Driver> {
  await using stack = new AsyncDisposableStack();
  await makeFolder(dataFolder);
  stack.use(await lockDataFolder(dataFolder));
  const folder = databaseFolder(dataFolder);
  if (!(await exists(folder))) await initialise(folder, template, disk);
  const lite = await PGlite.create({ fs: new FlushedFiles(folder, disk), startParams });
  stack.defer(() => lite.close());
  const pool = poolOver(lite);
  stack.defer(() => pool.end());
  const owned = stack.move();
  return {
    kind: "pglite",
    pool,
    async listen(channel, heard) {
      const stop = await lite.listen(channel, heard);
      return { [Symbol.asyncDispose]: () => stop() };
    },
    async tidy() {
      await pool.query("VACUUM (ANALYZE)");
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export function databaseFolder(dataFolder: string): string {
  return join(dataFolder, "database");
}

/**
 * Makes the database beside its place and renames it there, so that a process killed or a power cut meanwhile leaves nothing that
 * looks like a database and is none.
 */
async function initialise(folder: string, template: string | null, disk: Disk): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  if (template && (await exists(template))) await unpackTemplate(template, unfinished);
  else await (await PGlite.create(unfinished)).close();
  await flushAll(unfinished, disk);
  await rename(unfinished, folder);
  await syncFolder(dirname(folder));
}

/** Several at once: a disk keeps many small files as fast as one. */
async function flushAll(folder: string, disk: Disk): Promise<void> {
  const folders = [folder];
  const files: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    (entry.isDirectory() ? folders : files).push(join(entry.parentPath, entry.name));
  const flushOnes = async () => {
    for (let path = files.pop(); path !== undefined; path = files.pop()) {
      await using file = await open(path, "r+");
      await disk.flushFile(file);
    }
  };
  await Promise.all(Array.from({ length: 16 }, flushOnes));
  for (const path of folders) await syncFolder(path);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** node-postgres over the one connection that PGlite has, which must never be closed for being idle. */
function poolOver(lite: PGlite): Pool {
  const { connection, user, database, host, port } = createPgConfig(lite);
  const parse = connection.parse.bind(connection);
  connection.parse = (query: Query) => parse({ ...query, types: parameterTypes(query) });
  return new Pool({
    connection,
    user,
    database,
    host,
    port,
    max: 1,
    idleTimeoutMillis: 0,
    types: valueTypes,
  } as PoolConfig);
}

interface Query {
  readonly types?: unknown;
}

/** drizzle hands value parsers over under this name; node-postgres does not mind, PGlite expects a list of type ids. */
function parameterTypes({ types }: Query): unknown[] | undefined {
  return Array.isArray(types) ? types : undefined;
}
