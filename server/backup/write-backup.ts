import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createZstdCompress } from "node:zlib";
import type { ClientBase } from "pg";
import { pack, type Pack } from "tar-stream";
import { saveEntry, saveText } from "#server/archive/entries.ts";
import { hashOf } from "../blobs/hash-of.ts";
import { blobPath } from "../blobs/blob-store.ts";
import type { Database } from "../db/database.ts";
import { withChecksum } from "./checksum-frame.ts";
import {
  backupFormat,
  type BlobName,
  blobName,
  type End,
  endName,
  type Manifest,
  manifestName,
  type Part,
  partName,
} from "./format.ts";
import { readPages, rowsOf, tablesOf } from "./tables.ts";

/** How large a part grows before the next one begins: characters. */
const partSize = 4 * 1024 * 1024;

export interface BackupSource {
  readonly database: Pick<Database, "inSnapshot">;
  readonly dataFolder: string;
  readonly now: () => number;
}

/**
 * Everything that the hub has, as it was at one moment, in a backup's format. Photo files are read after the database:
 * they never change, and what is added meanwhile belongs to the next backup.
 */
export function writeBackup(source: BackupSource): Readable {
  const archive = pack();
  fill(archive, source).then(
    () => archive.finalize(),
    (error: unknown) => archive.destroy(error as Error),
  );
  const compressed = createZstdCompress();
  // What goes wrong destroys the stream that is handed out, whose reader is told.
  pipeline(Readable.from(archive), compressed, () => {});
  return Readable.from(withChecksum(compressed));
}

async function fill(archive: Pack, { database, dataFolder, now }: BackupSource): Promise<void> {
  const saved = await database.inSnapshot((client) => saveTables(archive, client, new Date(now())));
  const absentBlobs: BlobName[] = [];
  for (const blob of saved.blobs) if (!(await saveBlob(archive, dataFolder, blob))) absentBlobs.push(blob);
  const blobs = saved.blobs.length - absentBlobs.length;
  const end: End = { parts: saved.parts, blobs, absentBlobs };
  await saveText(archive, endName, JSON.stringify(end));
}

async function saveTables(
  archive: Pack,
  client: ClientBase,
  madeAt: Date,
): Promise<{ parts: Part[]; blobs: BlobName[] }> {
  const { rows } = await client.query<{ name: string }>("SELECT name FROM applied_migrations ORDER BY name");
  const migrations = rows.map(({ name }) => name);
  const manifest: Manifest = { format: backupFormat, madeAt: madeAt.toISOString(), migrations };
  await saveText(archive, manifestName, JSON.stringify(manifest));
  const parts: Part[] = [];
  for (const table of await tablesOf(client))
    for await (const part of saveTable(archive, client, table)) parts.push(part);
  return { parts, blobs: await blobsOf(client) };
}

/** A table without rows has one part without lines, so that it is seen not to have been forgotten. */
async function* saveTable(archive: Pack, client: ClientBase, table: string): AsyncGenerator<Part> {
  let lines: string[] = [];
  let size = 0;
  let number = 0;
  const save = async (): Promise<Part> => {
    const text = lines.map((line) => `${line}\n`).join("");
    const part = { name: partName(table, number++), sha256: sha256Of(text), rows: lines.length };
    await saveText(archive, part.name, text);
    [lines, size] = [[], 0];
    return part;
  };
  for await (const rows of rowsOf(client, table)) {
    lines.push(...rows);
    size += rows.reduce((sum, row) => sum + row.length, 0);
    if (size >= partSize) yield await save();
  }
  if (lines.length > 0 || number === 0) yield await save();
}

async function blobsOf(client: ClientBase): Promise<BlobName[]> {
  const blobs: BlobName[] = [];
  const statement = `SELECT tenant_id AS "tenantId", sha256 FROM blobs ORDER BY tenant_id, sha256`;
  for await (const page of readPages<BlobName & Record<string, unknown>>(client, statement))
    blobs.push(...page);
  return blobs;
}

/** False where the file is not there or is not what its name says: it has to come from the desks again. */
async function saveBlob(archive: Pack, dataFolder: string, blob: BlobName): Promise<boolean> {
  const path = blobPath(dataFolder, blob.tenantId, blob.sha256);
  if ((await hashOf(path).catch(() => null)) !== blob.sha256) return false;
  const { size } = await stat(path);
  await saveEntry(archive, blobName(blob), size, createReadStream(path));
  return true;
}

const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");
