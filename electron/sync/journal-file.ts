import { type FileHandle, copyFile, open, readFile, rename, rm, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { isMissing, syncFolder } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";

/** An append-only file of checksummed lines: `<8 hex: CRC-32 of the JSON> <JSON>\n`. */
export interface JournalFile extends AsyncDisposable {
  readonly bytes: number;
  /** Resolves when the records are on disk. Calls that come while a write is under way share the next fsync. */
  append(records: readonly unknown[]): Promise<void>;
  /** Writes `records()` to a new file and puts it in place of this one, after everything appended so far. */
  rewrite(records: () => Iterable<unknown>): Promise<void>;
}

interface Write {
  readonly lines: Buffer;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface OpenedJournalFile {
  readonly file: JournalFile;
  readonly records: readonly unknown[];
}

/**
 * Reads every whole record. A torn last line is what a crash leaves and is cut off. A damaged line elsewhere is a fault of
 * the disk: the file is copied aside first, and the records after it still count.
 */
export async function openJournalFile(path: string, log: Log): Promise<OpenedJournalFile> {
  await rm(`${path}.new`, { force: true });
  const { records, end, damaged, size } = await readJournalFile(path);
  if (damaged > 0) {
    const aside = `${path}.damaged-${Date.now()}`;
    await copyFile(path, aside);
    log.error("journal has damaged records and was copied aside", new Error("checksum mismatch"), {
      damaged,
    });
  }
  if (end < size) {
    await truncate(path, end);
    log.info("journal had a torn tail", { bytes: size - end });
  }
  const file = await writable(path, end);
  // Without the damage, or every start would put another copy aside.
  if (damaged > 0)
    await file
      .rewrite(() => records)
      .catch((error: unknown) => void log.error("journal could not be rewritten", error));
  return { file, records };
}

async function writable(path: string, size: number): Promise<JournalFile> {
  let handle = await open(path, "a", 0o600);
  await syncFolder(dirname(path));
  let bytes = size;
  let queue: Write[] = [];
  let work: Promise<void> = Promise.resolve();

  const drain = async () => {
    const batch = queue;
    queue = [];
    if (batch.length === 0) return;
    try {
      bytes = await writeAll(handle, batch, bytes);
      for (const { done } of batch) done();
    } catch (error) {
      // What was half written must not glue itself to the next record. By name: Windows cuts nothing that is open for appending.
      await truncate(path, bytes).catch(() => {});
      for (const { failed } of batch) failed(error);
    }
  };

  return {
    get bytes() {
      return bytes;
    },
    append(records) {
      const lines = Buffer.concat(records.map(lineOf));
      const written = new Promise<void>((done, failed) => queue.push({ lines, done, failed }));
      work = work.then(drain);
      return written;
    },
    rewrite(records) {
      const rewritten = work.then(async () => {
        const size = await writeNew(`${path}.new`, [...records()]);
        await handle.close();
        try {
          await rename(`${path}.new`, path);
          bytes = size;
        } finally {
          handle = await open(path, "a", 0o600);
        }
        await syncFolder(dirname(path));
      });
      work = rewritten.catch(() => {});
      return rewritten;
    },
    async [Symbol.asyncDispose]() {
      await work;
      await handle.close();
    },
  };
}

/** Records that are made into lines in one go: whoever else has something to do has a turn between any two lots. */
const recordsAtOnce = 500;

/** Answers how many bytes they are. Where they cannot be written, the disk has none of them. */
async function writeNew(path: string, records: readonly unknown[]): Promise<number> {
  const handle = await open(path, "w", 0o600);
  let bytes = 0;
  try {
    for (let start = 0; start < records.length; start += recordsAtOnce) {
      const lines = Buffer.concat(records.slice(start, start + recordsAtOnce).map(lineOf));
      await handle.appendFile(lines);
      bytes += lines.length;
    }
    await handle.sync();
    await handle.close();
    return bytes;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
}

async function writeAll(handle: FileHandle, batch: readonly Write[], before: number): Promise<number> {
  const lines = Buffer.concat(batch.map((write) => write.lines));
  await handle.appendFile(lines);
  await handle.datasync();
  return before + lines.length;
}

function lineOf(record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  return Buffer.concat([Buffer.from(`${checksum(json)} `), json, Buffer.from("\n")]);
}

function checksum(json: Uint8Array): string {
  return crc32(json).toString(16).padStart(8, "0");
}

/** What a journal file has in it. */
export interface JournalContents {
  readonly records: readonly unknown[];
  /** The bytes of each record, with its newline. */
  readonly lines: readonly Buffer[];
  /** Where the last whole record ends. */
  readonly end: number;
  /** Lines that are no records, a torn last one apart. */
  readonly damaged: number;
  readonly size: number;
}

/** Reads a journal file without changing it. */
export async function readJournalFile(path: string): Promise<JournalContents> {
  const file = await contents(path);
  const records: unknown[] = [];
  const lines: Buffer[] = [];
  let end = 0;
  let damaged = 0;
  for (let start = 0; start < file.length;) {
    const newline = file.indexOf(10, start);
    if (newline < 0) break;
    const record = recordOf(file.subarray(start, newline));
    if (record === undefined) damaged += 1;
    else {
      records.push(record);
      lines.push(file.subarray(start, newline + 1));
      end = newline + 1;
    }
    start = newline + 1;
  }
  // A file that begins and ends as none of ours was not torn: it was something else.
  if (records.length === 0 && file.length > 0 && !/^[0-9a-f]{0,8}( |$)/.test(file.toString("latin1", 0, 9)))
    damaged += 1;
  return { records, lines, end, damaged, size: file.length };
}

function recordOf(line: Buffer): unknown {
  const json = line.subarray(9);
  if (line[8] !== 32 || line.toString("latin1", 0, 8) !== checksum(json)) return undefined;
  return JSON.parse(json.toString("utf8"));
}

async function contents(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  });
}
