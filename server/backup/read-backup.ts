import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import type * as z from "zod";
import { type Entry, entriesOf, isArchiveError, textOf } from "#server/archive/entries.ts";
import { checkedBytes } from "./checksum-frame.ts";
import { BackupDamaged, BackupRefused } from "./failures.ts";
import {
  backupFormat,
  type BlobName,
  blobOf,
  End,
  endName,
  Manifest,
  manifestName,
  type Part,
  tableOf,
} from "./format.ts";
import { unseal } from "./sealing.ts";

export interface BackupFile {
  readonly path: string;
  /** Null for a file that is not sealed. */
  readonly passphrase: string | null;
}

/** What a reader of a backup makes of its contents, in their order. */
export interface BackupVisitor {
  manifest(manifest: Manifest): Promise<void>;
  /** Rows as JSON texts. */
  rows(table: string, rows: readonly string[]): Promise<void>;
  /** Has to read the bytes to their end. */
  blob(blob: BlobName, bytes: AsyncIterable<Uint8Array>): Promise<void>;
}

export interface BackupSummary {
  readonly madeAt: string;
  readonly migrations: readonly string[];
  readonly rowsByTable: Readonly<Record<string, number>>;
  readonly blobs: number;
  /** Files that the hub itself did not have, or not whole, when the backup was made. */
  readonly absentBlobs: number;
}

/**
 * Reads a backup to its end and checks all of it: every checksum, every row, every file against its name, and that nothing
 * is missing. Throws `BackupRefused`, after some of the contents may have been visited.
 */
export async function readBackup(file: BackupFile, visitor: BackupVisitor): Promise<BackupSummary> {
  const found: Found = { manifest: null, parts: [], blobs: 0, end: null };
  try {
    for await (const entry of entriesOf(unpacked(file))) await readEntry(entry, found, visitor);
  } catch (error) {
    throw isFormatError(error)
      ? new BackupDamaged("it cannot be unpacked to its end", { cause: error })
      : error;
  }
  return summaryOf(found);
}

/** The same without making anything of it. */
export function checkBackup(file: BackupFile): Promise<BackupSummary> {
  return readBackup(file, {
    manifest: async () => {},
    rows: async () => {},
    async blob(_blob, bytes) {
      for await (const chunk of bytes) void chunk;
    },
  });
}

interface Found {
  manifest: Manifest | null;
  parts: Part[];
  blobs: number;
  end: End | null;
}

/** The archive's bytes as they were packed. */
async function* unpacked({ path, passphrase }: BackupFile): AsyncGenerator<Uint8Array> {
  await (await open(path)).close();
  const unpacking = createZstdDecompress();
  const source = checkedBytes(unseal(createReadStream(path), passphrase));
  const read = pipeline(Readable.from(source), unpacking);
  read.catch(() => {});
  yield* unpacking as AsyncIterable<Uint8Array>;
  await read;
}

async function readEntry({ name, bytes }: Entry, found: Found, visitor: BackupVisitor): Promise<void> {
  if (found.end) throw new BackupDamaged("something follows its end");
  if (found.manifest === null) {
    if (name !== manifestName) throw new BackupRefused("This is no backup of a hub.");
    found.manifest = manifestOf(await textOf(bytes));
    return visitor.manifest(found.manifest);
  }
  if (name === endName) found.end = parsed(End, await textOf(bytes), name);
  else await readContent({ name, bytes }, found, visitor);
}

async function readContent({ name, bytes }: Entry, found: Found, visitor: BackupVisitor): Promise<void> {
  const [table, blob] = [tableOf(name), blobOf(name)];
  if (table !== null) {
    const text = await textOf(bytes);
    const rows = text.split("\n").slice(0, -1);
    for (const row of rows) if (!isRow(row)) throw new BackupDamaged(`a row of ${table} cannot be read`);
    found.parts.push({ name, sha256: createHash("sha256").update(text).digest("hex"), rows: rows.length });
    await visitor.rows(table, rows);
  } else if (blob) {
    const hash = createHash("sha256");
    await visitor.blob(blob, hashing(bytes, hash));
    if (hash.digest("hex") !== blob.sha256) throw new BackupDamaged(`the file ${blob.sha256} was changed`);
    found.blobs++;
  } else throw new BackupDamaged(`nobody knows what ${name} is`);
}

async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

function summaryOf({ manifest, parts, blobs, end }: Found): BackupSummary {
  if (!manifest) throw new BackupRefused("This is no backup of a hub.");
  if (!end) throw new BackupDamaged("its end is missing");
  const expected = new Map(end.parts.map((part) => [part.name, part]));
  for (const part of parts)
    if (expected.get(part.name)?.sha256 !== part.sha256) throw new BackupDamaged(`${part.name} was changed`);
  if (parts.length !== expected.size || blobs !== end.blobs)
    throw new BackupDamaged("some of its parts are missing");
  const rowsByTable: Record<string, number> = {};
  for (const { name, rows } of parts) {
    const table = tableOf(name)!;
    rowsByTable[table] = (rowsByTable[table] ?? 0) + rows;
  }
  const { madeAt, migrations } = manifest;
  return { madeAt, migrations, rowsByTable, blobs, absentBlobs: end.absentBlobs.length };
}

function manifestOf(text: string): Manifest {
  const manifest = parsed(Manifest, text, manifestName);
  if (manifest.format > backupFormat)
    throw new BackupRefused(
      "The backup was made by a newer hub, which this one cannot read. Update this hub first.",
    );
  return manifest;
}

function parsed<Schema extends z.ZodType>(schema: Schema, text: string, name: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new BackupDamaged(`${name} cannot be read`, { cause: error });
  }
}

function isRow(text: string): boolean {
  try {
    const row: unknown = JSON.parse(text);
    return typeof row === "object" && row !== null && !Array.isArray(row);
  } catch {
    return false;
  }
}

/** What zstd and tar say of bytes that are not theirs. */
function isFormatError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return code.startsWith("ZSTD_") || code === "Z_BUF_ERROR" || isArchiveError(error);
}
