import { createWriteStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { blobPath, blobsFolder } from "../blobs/blob-store.ts";
import { type Database, hubConnection } from "../db/database.ts";
import { migrateWithin } from "../db/migrate.ts";
import { migrations } from "../db/migrations.ts";
import { BackupRefused } from "./failures.ts";
import { goBackTo } from "./go-back.ts";
import {
  type BackupFile,
  type BackupSummary,
  type BackupVisitor,
  checkBackup,
  readBackup,
} from "./read-backup.ts";
import { stageFiles } from "./staged-files.ts";
import { continueCounters, dropTables, insertRows, tablesOf } from "./tables.ts";

export interface RestoreOptions {
  readonly file: BackupFile;
  readonly database: Pick<Database, "inSnapshot">;
  readonly dataFolder: string;
  /** Whether what the hub has already may be replaced. */
  readonly overwrite: boolean;
  /** Documents as they were at this moment; null for as they were when the backup was made. */
  readonly at: Date | null;
}

export interface Restored extends BackupSummary {
  readonly documents: number;
}

/**
 * Makes the hub what the backup holds, and gives every dealership's feed another history, so that desks notice. The file is
 * checked whole before anything is touched, and then everything comes to be at once or, after any failure, not at all.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const summary = await checkBackup(options.file);
  refuseNewer(summary);
  const { database, dataFolder, at } = options;
  if (at !== null && at > new Date(summary.madeAt))
    throw new BackupRefused(
      `The backup was made at ${summary.madeAt}, so it knows nothing of a later moment.`,
    );
  await using files = await stageFiles(dataFolder);
  const documents = await database.inSnapshot(async (client) => {
    await makeSure(client, options);
    await dropTables(client);
    await readBackup(options.file, filling(client, files.folder));
    await migrateWithin(client, migrations);
    await continueCounters(client);
    if (at !== null) await goBackTo(client, at);
    await client.query("UPDATE feeds SET history_id = gen_random_uuid()");
    await files.swap();
    return countDocuments(client);
  });
  await files.keep();
  return { ...summary, documents };
}

function refuseNewer({ migrations: made }: BackupSummary): void {
  const foreign = made.filter((name) => !migrations.some((migration) => migration.name === name));
  if (foreign.length > 0)
    throw new BackupRefused(
      `The backup was made by a newer hub (${foreign.join(", ")}). Update this hub first. Nothing was changed.`,
    );
}

/** Refuses while hubs run on the database, and where something is there that nobody said may be replaced. */
async function makeSure(client: ClientBase, { overwrite, dataFolder }: RestoreOptions): Promise<void> {
  const { rows } = await client.query<{ hubs: number }>(
    `SELECT count(*)::int AS hubs FROM pg_stat_activity
      WHERE datname = current_database() AND application_name IN ($1, $1 || '-ears')`,
    [hubConnection],
  );
  if (rows[0]!.hubs > 0)
    throw new BackupRefused("A hub is running on this database. Stop every hub that uses it first.");
  if (overwrite) return;
  const there = await contentsOf(client, dataFolder);
  if (there.length > 0)
    throw new BackupRefused(
      `This hub is not empty: it has ${there.join(", ")}. With --overwrite yes all of it is replaced by the backup.`,
    );
}

/** What would be lost, in words. */
async function contentsOf(client: ClientBase, dataFolder: string): Promise<string[]> {
  const said: string[] = [];
  const tables = new Set(await tablesOf(client));
  for (const [table, word] of [
    ["tenants", "dealerships"],
    ["devices", "desks"],
    ["documents", "documents"],
  ] as const) {
    if (!tables.has(table)) continue;
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    if (rows[0]!.count > 0) said.push(`${rows[0]!.count} ${word}`);
  }
  const folders = await readdir(blobsFolder(dataFolder)).catch(() => []);
  if (said.length === 0 && folders.length > 0) said.push("photo files");
  return said;
}

/** Tables as they were when the backup was made, then their rows; files beside their place. */
function filling(client: ClientBase, staging: string): BackupVisitor {
  return {
    async manifest({ migrations: made }) {
      await migrateWithin(
        client,
        migrations.filter(({ name }) => made.includes(name)),
      );
      await client.query(`TRUNCATE ${(await tablesOf(client)).join(", ")}`);
    },
    async rows(table, rows) {
      if (rows.length > 0) await insertRows(client, table, rows);
    },
    async blob({ tenantId, sha256 }, bytes) {
      const path = blobPath(staging, tenantId, sha256);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(bytes, createWriteStream(path, { flush: true }));
    },
  };
}

async function countDocuments(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM documents");
  return rows[0]!.count;
}
