import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import type { PhotoFile } from "#shared/model/photo.ts";
import type { Log } from "../log.ts";
import { type BlobStore, openBlobStore } from "./blob-store.ts";
import { openImportJournals } from "./import-journal.ts";
import { openPhotoImports, type PhotoImports } from "./photo-imports.ts";
import { makePhoto } from "./photo-making.ts";
import { openPhotoRecords } from "./photo-records.ts";
import { openPictureWorkers, type PictureWorkers } from "./picture-workers.ts";
import { setUpSharp } from "./rendering.ts";
import { copySource } from "./source-copy.ts";
import { createTurns, type Turns } from "./turns.ts";

export interface PhotoService extends PhotoImports {
  readonly blobs: BlobStore;
  /** Whose turn it is to decode, for whatever else makes pictures. */
  readonly decoding: Turns;
  readonly workers: PictureWorkers;
  /** Every photo file this desk has made, newest first. */
  files(): AsyncIterable<PhotoFile>;
  /** Tells of every photo file as soon as it is made and on disk. */
  onFile(listener: (file: PhotoFile) => void): () => void;
}

export interface PhotoServiceOptions {
  readonly folder: string;
  readonly log: Log;
  /** Pictures decoded at once. */
  readonly concurrency?: number;
}

/** One per core, but libuv has four threads for decoding and files together, and files must not wait for pictures. */
const defaultConcurrency = () => Math.min(availableParallelism(), 3);

/** Files that are copied, flushed or written while others are decoded, so that no core waits for the disk. */
const lanesBesideDecoding = 2;

export async function openPhotoService(options: PhotoServiceOptions): Promise<PhotoService> {
  const { folder, log, concurrency = defaultConcurrency() } = options;
  setUpSharp();
  const blobs = await openBlobStore(join(folder, "blobs"));
  const records = await openPhotoRecords(join(folder, "photos"), blobs.tempFile);
  const journals = await openImportJournals(join(folder, "imports"), blobs.tempFile);
  const listeners = new Set<(file: PhotoFile) => void>();
  const making = {
    blobs,
    records,
    decoding: createTurns(concurrency),
    workers: openPictureWorkers(),
    onMade: (file: PhotoFile) => listeners.forEach((listener) => listener(file)),
  };
  const imports = await openPhotoImports({
    journals,
    async makePhoto(path, signal) {
      const copy = await copySource(path, blobs, signal);
      await blobs.adopt(copy.tempFile, copy.sha256);
      const { sha256, bytes, format } = copy;
      const stored = { sha256, bytes, format, path: blobs.path(sha256), name: basename(path) };
      return (await makePhoto(making, { ...stored, companion: null, lookForCodes: false }, signal)).file;
    },
    lanes: concurrency + lanesBesideDecoding,
    log,
  });

  return {
    ...imports,
    blobs,
    decoding: making.decoding,
    workers: making.workers,
    files: () => records.all(),
    onFile(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
