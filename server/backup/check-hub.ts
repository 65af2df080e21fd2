import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ClientBase } from "pg";
import { isSame } from "#shared/rules/canonical-json.ts";
import { blobPath, blobsFolder } from "../blobs/blob-store.ts";
import { hashOf } from "../blobs/hash-of.ts";
import type { Database } from "../db/database.ts";
import { HistoryBroken, lastVersions, type LastVersion } from "../sync/history.ts";
import { historyOf } from "./go-back.ts";
import { readPages, tablesOf } from "./tables.ts";

/** How many findings of one kind are named; the rest are counted. */
const namedFindings = 20;

/** What a check of a hub's data found. */
export interface CheckedHub {
  readonly documents: number;
  readonly files: number;
  /** Files that the database knows and the folder lacks: they are asked for again from the desks. */
  readonly missingFiles: number;
  /** Files that photos name and that no desk has sent yet. */
  readonly awaitedFiles: number;
  /** What is wrong, a sentence each; none for a sound hub. */
  readonly faults: readonly string[];
}

/** Checks everything that the hub has against itself; changes nothing. */
export async function checkHub({
  database,
  dataFolder,
}: {
  database: Database;
  dataFolder: string;
}): Promise<CheckedHub> {
  const inDatabase = await database.inSnapshot(async (client) => {
    const tenants = await columnOf(client, "SELECT tenant_id::text AS value FROM tenants");
    const strangers = await rowsOfUnknown(client);
    const feeds = await feedFaults(client);
    const { documents, faults } = await documentFaults(client);
    return {
      tenants: new Set(tenants),
      documents,
      faults: [...strangers, ...feeds, ...faults],
      blobs: new Set(await columnOf(client, "SELECT tenant_id || '/' || sha256 AS value FROM blobs")),
      awaitedFiles: await countAwaited(client),
    };
  });
  const onDisk = await checkFiles(dataFolder, inDatabase.tenants);
  return {
    documents: inDatabase.documents,
    files: onDisk.files.size,
    missingFiles: [...inDatabase.blobs].filter((name) => !onDisk.files.has(name)).length,
    awaitedFiles: inDatabase.awaitedFiles,
    faults: [...inDatabase.faults, ...onDisk.faults],
  };
}

async function rowsOfUnknown(client: ClientBase): Promise<string[]> {
  const faults: string[] = [];
  for (const table of await tablesOf(client)) {
    if (table === "tenants" || !(await hasTenant(client, table))) continue;
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${client.escapeIdentifier(table)} AS owned
        WHERE tenant_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM tenants WHERE tenants.tenant_id = owned.tenant_id)`,
    );
    if (rows[0]!.count > 0) faults.push(`${rows[0]!.count} rows of ${table} belong to no dealership`);
  }
  return faults;
}

async function hasTenant(client: ClientBase, table: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_attribute WHERE attrelid = $1::regclass AND attname = 'tenant_id' AND NOT attisdropped`,
    [client.escapeIdentifier(table)],
  );
  return rowCount === 1;
}

/** Every number from 1 to the last that was given out has its write. */
async function feedFaults(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ tenant: string; sequence: number; writes: number; last: number }>(
    `SELECT feeds.tenant_id AS tenant, feeds.sequence, count(history.sequence)::int AS writes,
            coalesce(max(history.sequence), 0) AS last
       FROM feeds LEFT JOIN history USING (tenant_id) GROUP BY feeds.tenant_id, feeds.sequence
     HAVING feeds.sequence <> count(history.sequence) OR feeds.sequence <> coalesce(max(history.sequence), 0)`,
  );
  return rows.map(
    ({ tenant, sequence, writes, last }) =>
      `The feed of dealership ${tenant} has ${writes} writes up to ${last}, and counted ${sequence}`,
  );
}

/** Each document is what its history makes of it, and no other. */
async function documentFaults(client: ClientBase): Promise<{ documents: number; faults: string[] }> {
  const faults = createFindings();
  const kept = documentsOf(client)[Symbol.asyncIterator]();
  let documents = 0;
  const next = async (): Promise<LastVersion | null> => {
    const { value, done } = await kept.next();
    if (!done) documents++;
    return done ? null : value;
  };
  try {
    let document = await next();
    for await (const version of lastVersions(historyOf(client))) {
      if (document && compare(document, version) < 0) faults.add(`Document ${document.id} has no history`);
      while (document && compare(document, version) < 0) document = await next();
      if (!document || compare(document, version) > 0) faults.add(`Document ${version.id} is missing`);
      else {
        if (!isLast(document, version)) faults.add(`Document ${version.id} is not what its history says`);
        document = await next();
      }
    }
    for (; document; document = await next()) faults.add(`Document ${document.id} has no history`);
  } catch (error) {
    if (!(error instanceof HistoryBroken)) throw error;
    faults.add(error.message);
  }
  return { documents, faults: faults.all() };
}

function isLast(document: LastVersion, version: LastVersion): boolean {
  return document.sequence === version.sequence && isSame(document.document, version.document);
}

async function* documentsOf(client: ClientBase): AsyncGenerator<LastVersion> {
  const statement = `
    SELECT tenant_id AS "tenantId", collection, id, sequence, document FROM documents
     ORDER BY tenant_id, collection COLLATE "C", id`;
  for await (const page of readPages<LastVersion & Record<string, unknown>>(client, statement)) yield* page;
}

function compare(one: LastVersion, other: LastVersion): number {
  return (
    order(one.tenantId, other.tenantId) || order(one.collection, other.collection) || order(one.id, other.id)
  );
}

/** As the database orders in collation C. */
const order = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Files of photos that are not binned for good and whose bytes have not come. */
async function countAwaited(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT DISTINCT tenant_id, sha256 #>> '{}' AS sha256
         FROM documents, LATERAL jsonb_path_query(document -> 'data', 'strict $.**.sha256') AS sha256
        WHERE collection = 'photos' AND NOT (document ->> '_deleted')::boolean
       EXCEPT SELECT tenant_id, sha256 FROM blobs) AS awaited`,
  );
  return rows[0]!.count;
}

async function columnOf(client: ClientBase, statement: string): Promise<string[]> {
  const { rows } = await client.query<{ value: string }>(statement);
  return rows.map(({ value }) => value);
}

/** Every file of the content store is what its name says, in a dealership's folder. */
async function checkFiles(
  dataFolder: string,
  tenants: ReadonlySet<string>,
): Promise<{ files: Set<string>; faults: string[] }> {
  const faults = createFindings();
  const files = new Set<string>();
  for (const tenantId of await namesIn(blobsFolder(dataFolder))) {
    if (!tenants.has(tenantId)) faults.add(`The photo folder ${tenantId} belongs to no dealership`);
    for (const start of await namesIn(join(blobsFolder(dataFolder), tenantId)))
      for (const sha256 of await namesIn(join(blobsFolder(dataFolder), tenantId, start))) {
        if ((await hashOf(blobPath(dataFolder, tenantId, sha256))) === sha256)
          files.add(`${tenantId}/${sha256}`);
        else faults.add(`The file ${tenantId}/${start}/${sha256} is not what its name says`);
      }
  }
  return { files, faults: faults.all() };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

interface Findings {
  add(sentence: string): void;
  all(): string[];
}

function createFindings(): Findings {
  const named: string[] = [];
  let more = 0;
  return {
    add(sentence) {
      if (named.length < namedFindings) named.push(sentence);
      else more++;
    },
    all: () => (more > 0 ? [...named, `and ${more} more of this kind`] : named),
  };
}
