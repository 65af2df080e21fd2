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
  /** The file's beginning, up to 64 MB, for reading EXIF. */
  readonly beginning: Buffer;
}

const chunkBytes = 1024 * 1024;
const beginningBytes = 64 * chunkBytes;

/** Copies a file while hashing it. The copy is durable only once the blob store adopts it. */
export async function copySource(path: string, blobs: BlobStore, signal: AbortSignal): Promise<SourceCopy> {
  await using source = await openSource(path);
  const first = await readChunk(source);
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

async function readChunk(source: FileHandle): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const { bytesRead } = await readingSource(source.read(buffer, 0, chunkBytes, null));
  return buffer.subarray(0, bytesRead);
}

async function copyFrom(source: FileHandle, first: Buffer, tempFile: string, signal: AbortSignal) {
  await using copy = await open(tempFile, "wx");
  const hash = createHash("sha256");
  const beginning: Buffer[] = [];
  let bytes = 0;
  for (let chunk = first; chunk.length > 0; chunk = await readChunk(source)) {
    signal.throwIfAborted();
    hash.update(chunk);
    await copy.writeFile(chunk);
    if (bytes < beginningBytes) beginning.push(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes, beginning: Buffer.concat(beginning) };
}
