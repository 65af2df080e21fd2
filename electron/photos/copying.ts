import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { type BackReader, chunkBytes, createBackReader } from "./back-reading.ts";
import { blobPath } from "./blob-store.ts";
import { makeFolderNow, syncFolderNow } from "./durable-sync.ts";
import { PhotoRefusal, readingSource } from "./photo-refusal.ts";
import { pictureFormat, type PictureFormat, recognizedFormat, signatureBytes } from "./picture-signature.ts";

/** A file of the user's that is to be in the store. */
export interface StoreOrder {
  readonly path: string;
  readonly storeFolder: string;
  /** A free path in the store. */
  readonly tempFile: string;
  /** Whether anything but a picture is refused; a companion is taken as it is. */
  readonly picturesOnly: boolean;
}

export interface StoredCopy {
  readonly sha256: string;
  readonly bytes: number;
  readonly format: PictureFormat | null;
}

/** What one copying thread works with. Memory outside the heap is dear, so it is kept. */
export interface CopyTools {
  readonly room: Buffer;
  readonly back: BackReader;
  /** Throws where the copy is not wanted any more. */
  readonly throwIfStopped: () => void;
}

/** Files up to here are held in memory while they are copied, which spares hashing them twice. */
const roomBytes = 32 * chunkBytes;

export function createCopyTools(throwIfStopped: () => void): CopyTools {
  return { room: Buffer.allocUnsafeSlow(roomBytes), back: createBackReader(), throwIfStopped };
}

/**
 * Copies a file into the store: read once, hashed, flushed, given its name, flushed again, and read back. When it returns,
 * the original may be deleted where it came from. What the store has already is compared and not written again. The file
 * itself was only read. Throws a `PhotoRefusal` or a disk's error.
 */
export function copyToStore(order: StoreOrder, tools: CopyTools): StoredCopy {
  const source = openSource(order.path);
  try {
    const before = readingSource(() => fstatSync(source));
    const copy = before.size <= roomBytes ? copyWhole : copyInParts;
    return copy({ source, before, order, tools });
  } finally {
    closeSync(source);
  }
}

interface Copying {
  readonly source: number;
  readonly before: Stats;
  readonly order: StoreOrder;
  readonly tools: CopyTools;
}

/** Only plain files are opened: a pipe or device would wait for ever. */
function openSource(path: string): number {
  const facts = readingSource(() => statSync(path));
  if (!facts.isFile()) throw new PhotoRefusal("notAPicture");
  if (facts.size === 0) throw new PhotoRefusal("empty");
  return readingSource(() => openSync(path, "r"));
}

function copyWhole(copying: Copying): StoredCopy {
  const { order, tools } = copying;
  const { room, throwIfStopped } = tools;
  let bytes = 0;
  let format: PictureFormat | null = null;
  const hash = createHash("sha256");
  for (let read = 1; read > 0 && bytes < room.length; bytes += read) {
    throwIfStopped();
    read = readChunk(copying, room.subarray(bytes, bytes + chunkBytes));
    if (bytes === 0) format = formatOf(room.subarray(0, Math.min(read, signatureBytes)), order);
    hash.update(room.subarray(bytes, bytes + read));
    throwIfGrown(copying, bytes + read);
  }
  throwIfChanged(copying, bytes);
  const content = room.subarray(0, bytes);
  const sha256 = hash.digest("hex");
  const target = blobPath(order.storeFolder, sha256);
  if (!(sizeOf(target) === bytes && holds(target, content, tools.back))) {
    write(order.tempFile, (handle) => writeAll(handle, content, throwIfStopped));
    adopt(order.tempFile, target);
    if (!holds(target, content, tools.back)) throw notReadBack(target);
  }
  return { sha256, bytes, format };
}

function copyInParts(copying: Copying): StoredCopy {
  const { order, tools } = copying;
  const hash = createHash("sha256");
  let bytes = 0;
  let format: PictureFormat | null = null;
  write(order.tempFile, (handle) => {
    for (let read = 1; read > 0; bytes += read) {
      tools.throwIfStopped();
      read = readChunk(copying, tools.room.subarray(0, chunkBytes));
      const chunk = tools.room.subarray(0, read);
      if (bytes === 0) format = formatOf(chunk.subarray(0, signatureBytes), order);
      hash.update(chunk);
      writeAll(handle, chunk, tools.throwIfStopped);
      throwIfGrown(copying, bytes + read);
    }
    throwIfChanged(copying, bytes);
  });
  const sha256 = hash.digest("hex");
  const target = blobPath(order.storeFolder, sha256);
  if (sizeOf(target) === bytes && hashOf(target, tools) === sha256) rmSync(order.tempFile, { force: true });
  else {
    adopt(order.tempFile, target);
    if (hashOf(target, tools) !== sha256) throw notReadBack(target);
  }
  return { sha256, bytes, format };
}

function readChunk({ source }: Copying, into: Buffer): number {
  return readingSource(() => readSync(source, into, 0, into.length, null));
}

function formatOf(head: Buffer, { picturesOnly }: StoreOrder): PictureFormat | null {
  return picturesOnly ? pictureFormat(head) : recognizedFormat(head);
}

/** What grows as fast as it is read would be read for ever. */
function throwIfGrown({ before }: Copying, bytes: number): void {
  if (bytes > before.size) throw new PhotoRefusal("changedWhileRead");
}

/** A file that somebody still writes to, or that another took the place of, is no picture yet. */
function throwIfChanged({ source, before }: Copying, bytes: number): void {
  const after = readingSource(() => fstatSync(source));
  if (bytes !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    throw new PhotoRefusal("changedWhileRead");
}

/** Makes a new file and forces it to disk; where that fails nothing of it is left. */
export function write(path: string, fill: (handle: number) => void): void {
  const handle = openSync(path, "w");
  try {
    fill(handle);
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    closeQuietly(handle);
    rmSync(path, { force: true });
    throw error;
  }
}

function closeQuietly(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // It was closed already, or closing it failed as well; the first error is the one that says why.
  }
}

export function writeAll(handle: number, content: Uint8Array, throwIfStopped: () => void): void {
  for (let written = 0; written < content.length;) {
    throwIfStopped();
    written += writeSync(handle, content, written, Math.min(chunkBytes, content.length - written));
  }
}

/** A blob that does not hold what its name says is replaced by this as well. */
function adopt(tempFile: string, target: string): void {
  try {
    makeFolderNow(dirname(target));
    renameSync(tempFile, target);
  } catch (error) {
    rmSync(tempFile, { force: true });
    throw error;
  }
  syncFolderNow(dirname(target));
}

export function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

function holds(path: string, content: Buffer, back: BackReader): boolean {
  let [at, same] = [0, true];
  back.read(path, (chunk) => {
    same &&= chunk.equals(content.subarray(at, at + chunk.length));
    at += chunk.length;
  });
  return same && at === content.length;
}

export function hashOf(path: string, { back, throwIfStopped }: CopyTools): string {
  const hash = createHash("sha256");
  back.read(path, (chunk) => {
    throwIfStopped();
    hash.update(chunk);
  });
  return hash.digest("hex");
}

/** A disk that gives back other bytes than it was given: the copy is worth nothing. */
function notReadBack(target: string): Error {
  rmSync(target, { force: true });
  return new Error("The disk gave back something else than was written to it");
}
