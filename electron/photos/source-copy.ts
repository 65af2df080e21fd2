import { createHash } from "node:crypto";
import { open, rm, stat, type FileHandle } from "node:fs/promises";
import type { BlobStore } from "./blob-store.ts";
import { PhotoRefusal, readingSource } from "./photo-refusal.ts";
import { pictureFormat, signatureBytes, type PictureFormat } from "./picture-signature.ts";

/** A picture of the user's, copied into the store's temp folder. The original was only read. */
export interface SourceCopy {
  readonly format: PictureFormat;
  readonly tempFile: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The first megabyte, or all of a smaller file. */
  readonly beginning: Buffer;
}

const chunkBytes = 1024 * 1024;

/** Copies a file while hashing it. The copy is durable only once the blob store adopts it. */
export async function copySource(path: string, blobs: BlobStore, signal: AbortSignal): Promise<SourceCopy> {
  await using source = await openSource(path);
  const first = await readChunk(source, Buffer.allocUnsafe(chunkBytes));
  const format = pictureFormat(first.subarray(0, signatureBytes));
  const tempFile = blobs.tempFile();
  try {
    return { format, tempFile, ...(await copyFrom(source, first, tempFile, signal)) };
  } catch (error) {
    await rm(tempFile, { force: true });
    throw error;
  }
}

/** Only plain files are opened: a pipe or device would wait for ever. */
async function openSource(path: string): Promise<FileHandle> {
  const entry = await readingSource(stat(path));
  if (!entry.isFile()) throw new PhotoRefusal("notAPicture");
  if (entry.size === 0) throw new PhotoRefusal("empty");
  return readingSource(open(path, "r"));
}

async function readChunk(source: FileHandle, into: Buffer): Promise<Buffer> {
  const { bytesRead } = await readingSource(source.read(into, 0, into.length, null));
  return into.subarray(0, bytesRead);
}

/** Two buffers in all: memory outside the heap costs garbage collections, the dearest thing beside decoding. */
async function copyFrom(source: FileHandle, beginning: Buffer, tempFile: string, signal: AbortSignal) {
  await using copy = await open(tempFile, "wx");
  const hash = createHash("sha256");
  const rest = Buffer.allocUnsafe(chunkBytes);
  let bytes = 0;
  for (let chunk = beginning; chunk.length > 0; chunk = await readChunk(source, rest)) {
    signal.throwIfAborted();
    hash.update(chunk);
    await copy.writeFile(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes, beginning };
}
