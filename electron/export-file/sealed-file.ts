import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { readerOf } from "#server/archive/byte-reader.ts";
import { openStream, SealBroken, sealStream } from "#server/archive/sealed-stream.ts";
import { isMissing } from "../desk/durable-file.ts";
import type { KeyCost } from "../vault/key-derivation.ts";
import {
  contentsKey,
  newKeys,
  type Preamble,
  preambleSize,
  readPreamble,
  writePreamble,
} from "./preamble.ts";
import { ExportRefused } from "./refusal.ts";

/** A file whose passphrase was given. */
export interface OpenedFile {
  readonly path: string;
  readonly key: Buffer;
  /** Bytes. */
  readonly length: number;
}

interface SealOrder {
  readonly path: string;
  readonly passphrase: string;
  readonly cost: KeyCost;
}

/** Writes a new file and has it on disk when it resolves. Throws what the file system throws. */
export async function sealFile(
  { path, passphrase, cost }: SealOrder,
  contents: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<OpenedFile> {
  await using file = await open(path, "wx", 0o600);
  const { preamble, contents: key } = await newKeys(passphrase, cost);
  let length = await write(file, writePreamble({ ...preamble, length: 0 }), 0);
  for await (const bytes of sealStream(contents, key)) {
    signal.throwIfAborted();
    length = await write(file, bytes, length);
    onBytes(length);
  }
  await write(file, writePreamble({ ...preamble, length }), 0);
  await file.sync();
  return { path, key, length };
}

async function write(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
  return position + written;
}

/** Throws `ExportRefused`. */
export async function openFile(path: string, passphrase: string): Promise<OpenedFile> {
  const { preamble, size } = await beginningOf(path);
  if (size < preamble.length) throw new ExportRefused("cutOff");
  if (size > preamble.length) throw new ExportRefused("damaged");
  return { path, key: await contentsKey(preamble, passphrase), length: size };
}

async function beginningOf(path: string): Promise<{ preamble: Preamble; size: number }> {
  try {
    await using file = await open(path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(preambleSize), 0, preambleSize, 0);
    const { size } = await file.stat();
    return { preamble: readPreamble(buffer.subarray(0, bytesRead)), size };
  } catch (error) {
    throw unreadable(error);
  }
}

/** What was sealed, each part once it is known to be whole. Throws `ExportRefused`, or the signal's reason. */
export async function* contentsOf(
  { path, key }: OpenedFile,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    const bytes = readerOf(counted(path, onBytes, signal));
    await bytes.take(preambleSize);
    yield* openStream(bytes.rest(), key);
  } catch (error) {
    if (error instanceof SealBroken)
      throw new ExportRefused(error.kind === "cutShort" ? "cutOff" : "damaged", { cause: error });
    throw signal.aborted ? error : unreadable(error);
  }
}

async function* counted(path: string, onBytes: (bytes: number) => void, signal: AbortSignal) {
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    bytes += chunk.length;
    onBytes(bytes);
    yield chunk;
  }
  signal.throwIfAborted();
}

function unreadable(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isDisk = isMissing(error) || ["EACCES", "EPERM", "EISDIR", "EIO", "ENOTDIR"].includes(code);
  return isDisk ? new ExportRefused("notReadable", { cause: error }) : error;
}
