import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Pool, type PoolConfig } from "pg";
import { lockDataFolder } from "./data-folder-lock.ts";
import type { Driver } from "./driver.ts";
import { valueTypes } from "./values.ts";

/**
 * PostgreSQL in this process, its files in `<dataFolder>/database`. It survives a killed process, but it never asks the
 * disk to flush, so a power cut can cost it anything that was not backed up; it opens a folder twice without a word, hence
 * our own lock; and nobody vacuums it unless `tidy` is called.
 */
export async function openPGlite(dataFolder: string): Promise<Driver> {
  await using stack = new AsyncDisposableStack();
  await mkdir(dataFolder, { recursive: true });
  stack.use(await lockDataFolder(dataFolder));
  const lite = await PGlite.create(join(dataFolder, "database"));
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
