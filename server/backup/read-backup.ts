import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { type Extract, extract } from "tar-stream";
import type * as z from "zod";
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
    for await (const entry of entriesOf(file)) await readEntry(entry, found, visitor);
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

interface Entry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

interface Found {
  manifest: Manifest | null;
  parts: Part[];
  blobs: number;
  end: End | null;
}

/** The entries of the archive, one at a time. */
async function* entriesOf({ path, passphrase }: BackupFile): AsyncGenerator<Entry> {
  await (await open(path)).close();
  const entries = extract();
  const unpacked = unpack(checkedBytes(unseal(createReadStream(path), passphrase)), entries);
  // It is looked at when the entries are at their end, which a failure is as well.
  unpacked.catch((error: unknown) => entries.destroy(error as Error));
  try {
    for await (const entry of entries)
      yield { name: entry.header.name, bytes: entry as unknown as AsyncIterable<Uint8Array> };
  } catch (error) {
    await unpacked;
    throw error;
  }
  await unpacked;
}

/** Ends with the file and not already with the archive in it: whether its bytes are the right ones is seen at their end. */
async function unpack(source: AsyncIterable<Uint8Array>, entries: Extract): Promise<void> {
  const unpacking = createZstdDecompress();
  const read = pipeline(Readable.from(source), unpacking);
  read.catch(() => {});
  for await (const chunk of unpacking) if (!entries.write(chunk)) await once(entries, "drain");
  await read;
  entries.end(undefined);
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

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
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
  return (
    code.startsWith("ZSTD_") || code === "Z_BUF_ERROR" || /tar|header|unexpected end/i.test(error.message)
  );
}
