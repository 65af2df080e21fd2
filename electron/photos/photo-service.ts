import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { PhotoFile } from "#shared/model/photo.ts";
import type { Log } from "../log.ts";
import { type BlobStore, openBlobStore } from "./blob-store.ts";
import { openCopyLanes } from "./copy-lanes.ts";
import { openFiledPhotos } from "./filed-photos.ts";
import { openImportJournals } from "./import-journal.ts";
import { createImportPipeline } from "./import-pipeline.ts";
import { openPhotoImports, type PhotoImports } from "./photo-imports.ts";
import { makePhoto } from "./photo-making.ts";
import { openPhotoRecords } from "./photo-records.ts";
import { heicsAtOnce, openPictureWorkers, type PictureWorkers } from "./picture-workers.ts";
import type { PictureSource } from "./pictures.ts";
import { createPreviews } from "./previews.ts";
import { openRefusedFiles } from "./refused-files.ts";
import { setUpSharp } from "./rendering.ts";
import { createTurns, type Turns } from "./turns.ts";

export interface PhotoService extends PhotoImports {
  readonly blobs: BlobStore;
  /** Whose turn it is to decode, for whatever else makes pictures. */
  readonly decoding: Turns;
  readonly workers: PictureWorkers;
  /** The previews of open imports. */
  readonly preview: PictureSource;
  /** Every photo file of this desk that became the photo of a car, newest first. */
  files(): AsyncIterable<PhotoFile>;
  /** Tells of every photo file as soon as it is on a car. */
  onFile(listener: (file: PhotoFile) => void): () => void;
}

export interface PhotoServiceOptions {
  readonly folder: string;
  /** Where originals are copied to as well, at the moment. */
  readonly secondPlace?: () => string | null;
  readonly log: Log;
  /** Pictures decoded at once. */
  readonly concurrency?: number;
}

/** One per core, but libuv has four threads for decoding and files together, and files must not wait for pictures. */
const defaultConcurrency = () => Math.min(availableParallelism(), 3);

/** Files that are copied at once: while one is flushed, the next is read. */
const copiesAtOnce = 2;
/** Photos whose files are flushed at once: a disk takes two flushes together in about the time of one. */
const writesAtOnce = 2;
/** Pictures that are written while others are decoded, so that no core waits for the disk. */
const lanesBesideDecoding = 2;

export async function openPhotoService(options: PhotoServiceOptions): Promise<PhotoService> {
  const { folder, log, secondPlace = () => null, concurrency = defaultConcurrency() } = options;
  await using stack = new AsyncDisposableStack();
  setUpSharp();
  const blobs = await openBlobStore(join(folder, "blobs"));
  const records = await openPhotoRecords(join(folder, "photos"), blobs.tempFile);
  const filed = await openFiledPhotos(join(folder, "photos"), records, blobs.tempFile);
  const journals = await openImportJournals(join(folder, "imports"), blobs.tempFile);
  const refusedFiles = await openRefusedFiles(join(folder, "imports", "refused.txt"), blobs.tempFile);
  const decoding = createTurns(concurrency);
  const workers = stack.use(openPictureWorkers());
  const copies = stack.use(openCopyLanes(copiesAtOnce));
  const secondCopies = stack.use(openCopyLanes(1));
  const writing = stack.use(openCopyLanes(writesAtOnce));
  const previews = createPreviews();
  const making = { blobs, records, decoding, workers, writing };
  const pipeline = createImportPipeline({
    blobs,
    copies,
    secondCopies,
    previews,
    makePhoto: (source, signal) => makePhoto(making, source, signal),
    lanes: {
      copying: copiesAtOnce,
      making: concurrency + lanesBesideDecoding,
      makingOfHeic: heicsAtOnce() + 1,
      heicYields: availableParallelism() < concurrency + heicsAtOnce(),
    },
    log,
  });
  const imports = stack.use(
    await openPhotoImports({
      journals,
      refusedFiles,
      blobs,
      pipeline,
      previews,
      secondPlace,
      onFiled: filed.add,
      onRest: () => void Promise.all([copies.rest(), secondCopies.rest(), writing.rest()]),
      log,
    }),
  );
  const owned = stack.move();

  return {
    ...imports,
    blobs,
    decoding,
    workers,
    async preview(sha256) {
      const bytes = previews.find(sha256);
      return bytes && { bytes, mime: "image/jpeg" };
    },
    files: filed.all,
    onFile: filed.listen,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
