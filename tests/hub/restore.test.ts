import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkHub } from "#server/backup/check-hub.ts";
import { restore } from "#server/backup/restore.ts";
import { writeBackup } from "#server/backup/write-backup.ts";
import { type Database, openDatabase } from "#server/db/database.ts";
import { migrate } from "#server/db/migrate.ts";
import { migrations } from "#server/db/migrations.ts";
import { freshDatabase } from "#tests/support/postgres.ts";
import { car } from "./world.ts";

let stack: AsyncDisposableStack;
let folder: string;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = await mkdtemp(join(tmpdir(), "autosell-restore-"));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
});
afterEach(() => stack.disposeAsync());

/** The database of the first hubs, with a dealership and two cars, one of them edited. */
async function olderHub(): Promise<string> {
  const { url } = stack.use(await freshDatabase());
  await using client = await connected(url);
  await migrate(client, migrations.slice(0, 1));
  const tenantId = randomUUID();
  const [edited, other] = [car({ price: 1 }), car()];
  const later = { ...edited, data: { ...edited.data, price: 2 } };
  await client.query("INSERT INTO tenants VALUES ($1, now())", [tenantId]);
  await client.query("INSERT INTO feeds VALUES ($1, 3)", [tenantId]);
  await client.query("INSERT INTO devices VALUES ($1, $2, 'Front desk', 'owner', 'x', now())", [
    tenantId,
    randomUUID(),
  ]);
  for (const [index, document] of [edited, other, later].entries()) {
    await client.query("INSERT INTO history VALUES ($1, $2, 'vehicles', $3, $4, now(), $5)", [
      tenantId,
      index + 1,
      document.id,
      randomUUID(),
      document,
    ]);
    await client.query(
      `INSERT INTO documents VALUES ($1, 'vehicles', $2, $3, $4)
       ON CONFLICT (tenant_id, collection, id)
       DO UPDATE SET sequence = excluded.sequence, document = excluded.document`,
      [tenantId, document.id, index + 1, document],
    );
  }
  return url;
}

async function connected(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

async function open(url: string): Promise<Database> {
  const connectionName = "autosell-hub-command";
  return stack.use(
    await openDatabase({ databaseUrl: url, dataFolder: "", connectionName, onError: () => {} }),
  );
}

/** A database with its tables as they are, not brought up to date. */
async function asItIs(url: string): Promise<Pick<Database, "inSnapshot">> {
  const client = stack.use(await connected(url));
  return {
    async inSnapshot(work) {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    },
  };
}

async function backUp(database: Pick<Database, "inSnapshot">) {
  const path = join(folder, `${randomUUID()}.backup`);
  await pipeline(writeBackup({ database, dataFolder: folder, now: Date.now }), createWriteStream(path));
  return { path, passphrase: null };
}

async function target() {
  const database = await open(stack.use(await freshDatabase()).url);
  return { database, dataFolder: join(folder, "target"), overwrite: true, at: null };
}

async function valuesOf(database: Database, statement: string): Promise<unknown[]> {
  const { rows } = await database.system.execute(statement);
  return rows.map(({ value }) => value);
}

test("a backup of an older hub is brought up to date as its database would have been", async () => {
  const file = await backUp(await asItIs(await olderHub()));
  const options = await target();

  expect((await restore({ ...options, file })).migrations).toEqual([migrations[0]!.name]);

  const applied = await valuesOf(options.database, "SELECT name AS value FROM applied_migrations");
  expect(new Set(applied)).toEqual(new Set(migrations.map(({ name }) => name)));
  expect(await valuesOf(options.database, "SELECT role AS value FROM people")).toEqual(["owner"]);
  const ranked = "SELECT count(*)::int AS value FROM documents WHERE snapshot_rank > ''";
  expect(await valuesOf(options.database, ranked)).toEqual([2]);
  expect(await checkHub(options)).toMatchObject({ documents: 2, faults: [] });
});

test("a backup of a newer hub is refused, and the hub stays as it is", async () => {
  const newer = await open(await olderHub());
  await newer.system.execute("INSERT INTO applied_migrations VALUES ('9999-of-tomorrow', now())");
  const options = { ...(await target()), file: await backUp(newer) };

  await expect(restore(options)).rejects.toThrow("made by a newer hub (9999-of-tomorrow)");

  const applied = await valuesOf(options.database, "SELECT name AS value FROM applied_migrations");
  expect(applied).toHaveLength(migrations.length);
});

test("a restore that fails half-way leaves tables and files as they were", async () => {
  const broken = await open(await olderHub());
  await broken.system.execute("ALTER TABLE history ALTER COLUMN written_at DROP NOT NULL");
  await broken.system.execute("UPDATE history SET written_at = NULL WHERE sequence = 3");
  const options = await target();
  await restore({ ...options, file: await backUp(await open(await olderHub())) });
  const mark = "SELECT history_id AS value FROM feeds";
  const before = await valuesOf(options.database, mark);

  await expect(restore({ ...options, file: await backUp(broken) })).rejects.toThrow("written_at");

  expect(await valuesOf(options.database, mark)).toEqual(before);
  expect(await checkHub(options)).toMatchObject({ documents: 2, faults: [] });
  expect(await readdir(options.dataFolder)).toEqual(["blobs"]);
});

test("what others keep in the same schema is neither backed up nor touched", async () => {
  const source = await open(await olderHub());
  await source.system.execute("CREATE TABLE of_another_program (id int)");
  const options = { ...(await target()), file: await backUp(source) };
  await options.database.system.execute("CREATE TABLE of_a_third AS SELECT 7 AS value");

  const { rowsByTable } = await restore(options);

  expect(Object.keys(rowsByTable)).not.toContain("of_another_program");
  expect(await valuesOf(options.database, "SELECT value FROM of_a_third")).toEqual([7]);
  await options.database.system.execute("CREATE VIEW report AS SELECT count(*) AS value FROM documents");
  await expect(restore(options)).rejects.toThrow("Something of your own, such as a view");
  expect(await valuesOf(options.database, "SELECT value::int FROM report")).toEqual([2]);
});

test("every table that the migrations make is in a backup", async () => {
  const { database } = await target();
  const made = await valuesOf(
    database,
    "SELECT tablename AS value FROM pg_tables WHERE schemaname = 'public'",
  );
  const { rowsByTable } = await restore({ ...(await target()), file: await backUp(database) });
  expect(new Set(Object.keys(rowsByTable))).toEqual(new Set(made));
});
