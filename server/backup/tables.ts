import type { ClientBase, QueryResultRow } from "pg";
import { migrations } from "../db/migrations.ts";
import { BackupRefused } from "./failures.ts";

/** Rows that are read from the database at once. */
const rowsAtOnce = 500;

/** What the migrations made, read from them so that none can be forgotten. The schema may hold tables of others. */
const ownTables = [
  "applied_migrations",
  ...migrations.flatMap(({ sql }) => [...sql.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name!)),
];

/** Every table of the hub that is there. */
export async function tablesOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relname = ANY ($1)
      ORDER BY relname`,
    [ownTables],
  );
  return rows.map(({ name }) => name);
}

/** The rows of a table as JSON texts, which hold every value as PostgreSQL writes it. */
export async function* rowsOf(client: ClientBase, table: string): AsyncGenerator<string[]> {
  const statement = `SELECT row_to_json(whole)::text AS row FROM ${client.escapeIdentifier(table)} AS whole`;
  for await (const rows of readPages<{ row: string }>(client, statement)) yield rows.map(({ row }) => row);
}

/** A query's rows, a page at a time; of one transaction only one is read at once. */
export async function* readPages<Row extends QueryResultRow>(
  client: ClientBase,
  statement: string,
  size = rowsAtOnce,
): AsyncGenerator<Row[]> {
  const cursor = `pages_${crypto.randomUUID().replaceAll("-", "")}`;
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${statement}`);
  while (true) {
    const { rows } = await client.query<Row>(`FETCH ${size} FROM ${cursor}`);
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query(`CLOSE ${cursor}`);
}

/** Writes rows back that `rowsOf` read. */
export async function insertRows(client: ClientBase, table: string, rows: readonly string[]): Promise<void> {
  const name = client.escapeIdentifier(table);
  const columns = await storedColumns(client, name);
  await client.query(
    `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE
     SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1::json)`,
    [`[${rows.join(",")}]`],
  );
}

/** All but those that the database works out itself. */
async function storedColumns(client: ClientBase, name: string): Promise<string> {
  const { rows } = await client.query<{ column: string }>(
    `SELECT attname AS column FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [name],
  );
  return rows.map(({ column }) => client.escapeIdentifier(column)).join(", ");
}

/** Sets counters of identity columns to where the rows that were written back left them. */
export async function continueCounters(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT relname AS table, attname AS column,
            pg_get_serial_sequence(pg_class.oid::regclass::text, attname) AS sequence
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
        AND relname = ANY ($1)
        AND pg_get_serial_sequence(pg_class.oid::regclass::text, attname) IS NOT NULL`,
    [ownTables],
  );
  for (const { table, column, sequence } of rows) {
    const [name, field] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
    await client.query(
      `SELECT setval($1, greatest((SELECT max(${field}) FROM ${name}), 1), EXISTS (SELECT FROM ${name}))`,
      [sequence],
    );
  }
}

/** Takes every table away. Refuses where something of somebody else's, such as a view, is built on them. */
export async function dropTables(client: ClientBase): Promise<void> {
  const names = (await tablesOf(client)).map((name) => client.escapeIdentifier(name));
  if (names.length === 0) return;
  try {
    await client.query(`DROP TABLE ${names.join(", ")}`);
  } catch (error) {
    if (!isDependedOn(error)) throw error;
    throw new BackupRefused(
      "Something of your own, such as a view, is built on the hub's tables. Drop it first; nothing was changed.",
      { cause: error },
    );
  }
}

function isDependedOn(error: unknown): boolean {
  const dependentObjectsStillExist = "2BP01";
  return error instanceof Error && "code" in error && error.code === dependentObjectsStillExist;
}
