import { basename } from "node:path";
import type { ImportItem, PhotoFailure } from "#shared/contract/photo-import.ts";
import type { KeptFile } from "#shared/model/photo.ts";
import type { Log } from "../log.ts";
import type { BlobStore } from "./blob-store.ts";
import type { CopyLanes } from "./copy-lanes.ts";
import { glimpseOf } from "./glimpses.ts";
import type { ImportLine, Queued, StoredFile, StoredOriginal } from "./import-journal.ts";
import { type ImportStanding, isOpen, isToSecure } from "./import-standing.ts";
import type { MadePhoto, PhotoSource } from "./photo-making.ts";
import { failureOf, PhotoRefusal } from "./photo-refusal.ts";
import { mimeOf } from "./picture-signature.ts";
import type { Previews } from "./previews.ts";
import { createWorkQueue } from "./work-queue.ts";

/** One run of an import, from its start or resume until it is cancelled or done. */
export interface ImportRun {
  readonly standing: ImportStanding;
  readonly signal: AbortSignal;
  /** Resolves when the line is on disk and everybody was told. */
  record(line: ImportLine): Promise<void>;
  /** Tells what nobody has to remember. */
  show(photoId: string, change: Partial<ImportItem>): void;
}

/** What becomes of each file: a glimpse, a copy in the store, a copy at the second place, and a photo. */
export interface ImportPipeline {
  /** Begins whatever is left to do. */
  start(run: ImportRun): void;
  /** Only looks, for an import that waits for its user. */
  glimpse(run: ImportRun): void;
  lookAt(photoIds: readonly string[]): void;
  /** Resolves when nothing is in work any more. */
  stop(): Promise<void>;
}

export interface ImportPipelineDependencies {
  readonly blobs: BlobStore;
  readonly copies: CopyLanes;
  readonly secondCopies: CopyLanes;
  readonly previews: Previews;
  readonly makePhoto: (source: PhotoSource, signal: AbortSignal) => Promise<MadePhoto>;
  /** Copied at once, and in the making at once. */
  readonly lanes: {
    readonly copying: number;
    readonly making: number;
    readonly makingOfHeic: number;
    /** Whether there are too few cores for HEICs beside other pictures, so that they wait until no other does. */
    readonly heicYields: boolean;
  };
  readonly log: Log;
}

type QueuedFile = Queued["items"][number];

/** Heads of files read at once; more would only make a card seek. */
const glimpsesAtOnce = 2;

/**
 * The stages have lanes of their own, so that copying goes at the speed of the card however long pictures take to be made,
 * and the second place, which may be a slow disk, holds up neither.
 */
export function createImportPipeline(dependencies: ImportPipelineDependencies): ImportPipeline {
  const { blobs, copies, secondCopies, previews, makePhoto, lanes, log } = dependencies;
  const glimpsing = createWorkQueue(glimpsesAtOnce);
  const copying = createWorkQueue(lanes.copying);
  const securing = createWorkQueue(1);
  const making = createWorkQueue(lanes.making);
  // A HEIC takes ten times as long, in a thread of its own: in line with the others they would hold all of them up. What is
  // still to be copied may be a JPEG, of which none waits to be made while the card is slower than the cores.
  const makingOfHeic = createWorkQueue(lanes.makingOfHeic, lanes.heicYields ? [copying, making] : []);
  const stages = [glimpsing, copying, securing, making, makingOfHeic];

  const itemOf = ({ standing }: ImportRun, { photoId }: QueuedFile) => standing.items.get(photoId);
  const isWanted = (run: ImportRun, file: QueuedFile) => {
    const item = itemOf(run, file);
    return !run.signal.aborted && item !== undefined && isOpen(item);
  };

  function begin(run: ImportRun, file: QueuedFile): void {
    const item = itemOf(run, file);
    if (!item) return;
    if (isOpen(item)) glimpseLater(run, file);
    if (isToSecure(run.standing, item)) secureLater(run, file);
    if (!isOpen(item)) return;
    if (run.standing.stored.has(file.photoId)) makeLater(run, file);
    else copyLater(run, file);
  }

  const glimpseLater = (run: ImportRun, file: QueuedFile) =>
    glimpsing.add(file.photoId, () => glimpse(run, file));
  const copyLater = (run: ImportRun, file: QueuedFile) => copying.add(file.photoId, () => copy(run, file));
  const secureLater = (run: ImportRun, file: QueuedFile) =>
    securing.add(file.photoId, () => secure(run, file));
  const makeLater = (run: ImportRun, file: QueuedFile) => {
    const isHeic = run.standing.stored.get(file.photoId)?.original.format === "heic";
    (isHeic ? makingOfHeic : making).add(file.photoId, () => make(run, file));
  };

  async function glimpse(run: ImportRun, file: QueuedFile): Promise<void> {
    const item = itemOf(run, file);
    if (!isWanted(run, file) || item?.preview || item?.capturedAt) return;
    const stored = run.standing.stored.get(file.photoId);
    const { capturedAt, thumbnail } = await glimpseOf(
      stored ? blobs.path(stored.original.sha256) : file.path,
    );
    if (!isWanted(run, file)) return;
    const preview = thumbnail && previews.add(run.standing.queued.importId, thumbnail);
    if (capturedAt !== null || preview !== null) run.show(file.photoId, { capturedAt, preview });
  }

  async function copy(run: ImportRun, file: QueuedFile): Promise<void> {
    if (!isWanted(run, file)) return;
    try {
      const stored = await copyBoth(run, file);
      await run.record({ type: "copied", photoId: file.photoId, ...stored });
      if (itemOf(run, file)?.state !== "waiting") return;
      if (run.standing.queued.secondPlace !== null) secureLater(run, file);
      makeLater(run, file);
    } catch (error) {
      await fail(run, file, error);
    }
  }

  /** A RAW stands in for a picture beside it that is none; nothing but an empty file keeps a RAW from being kept. */
  async function copyBoth({ signal }: ImportRun, { path, companion }: QueuedFile): Promise<StoredOriginal> {
    if (companion === null) return { original: await copyPicture(path, signal), companion: null };
    let original: StoredFile;
    try {
      original = await copyPicture(path, signal);
    } catch (error) {
      if (!isNoPicture(error)) throw error;
      return { original: await copyPicture(companion, signal), companion: null };
    }
    return { original, companion: await copyCompanion(companion, signal) };
  }

  async function copyPicture(path: string, signal: AbortSignal): Promise<StoredFile> {
    const { format, ...copy } = await copies.store(storeOrder(path, true), signal);
    if (format === null) throw new PhotoRefusal("notAPicture");
    return { ...copy, format, name: basename(path) };
  }

  async function copyCompanion(path: string, signal: AbortSignal): Promise<KeptFile | null> {
    try {
      const { format, ...copy } = await copies.store(storeOrder(path, false), signal);
      return { ...copy, name: basename(path), mime: format ? mimeOf(format) : "application/octet-stream" };
    } catch (error) {
      if (failureOf(error) === "empty") return null;
      throw error;
    }
  }

  function storeOrder(path: string, picturesOnly: boolean) {
    return { path, storeFolder: blobs.folder, tempFile: blobs.tempFile(), picturesOnly };
  }

  /** Where the second place fails, the photo is in the store all the same. */
  async function secure(run: ImportRun, file: QueuedFile): Promise<void> {
    const { standing, signal } = run;
    const item = itemOf(run, file);
    const stored = standing.stored.get(file.photoId);
    if (signal.aborted || !item || !stored || !isToSecure(standing, item)) return;
    let safety: "safe" | "storeOnly" = "safe";
    try {
      for (const kept of [stored.original, stored.companion])
        if (kept) await secondCopies.secure(secondOrder(run, file, kept), signal);
    } catch (error) {
      if (signal.aborted) return;
      safety = "storeOnly";
      log.info("photos.secondPlace", {
        photoId: file.photoId,
        failure: failureOf(error),
        error: String(error),
      });
    }
    await run.record({ type: "secured", photoId: file.photoId, safety });
  }

  function secondOrder({ standing }: ImportRun, { photoId }: QueuedFile, kept: StoredFile | KeptFile) {
    const { secondPlace, source, startedAt } = standing.queued;
    const { sha256, bytes, name } = kept;
    const folders = [civilDate(startedAt), source];
    return { path: blobs.path(sha256), sha256, bytes, name, place: secondPlace ?? "", folders, id: photoId };
  }

  async function make(run: ImportRun, file: QueuedFile): Promise<void> {
    const { standing, signal } = run;
    const stored = standing.stored.get(file.photoId);
    if (!isWanted(run, file) || !stored) return;
    try {
      const { original, companion } = stored;
      // Somebody tidied up in our folder since an earlier run.
      if ((await blobs.size(original.sha256)) !== original.bytes) return copyLater(run, file);
      run.show(file.photoId, { state: "working" });
      const source = { ...original, path: blobs.path(original.sha256), companion };
      const lookForCodes = itemOf(run, file)?.vehicleId === null;
      const { file: photo, codes } = await makePhoto({ ...source, lookForCodes }, signal);
      if (signal.aborted) return;
      await run.record({ type: "done", photoId: file.photoId, file: photo, codes: [...codes] });
    } catch (error) {
      await fail(run, file, error);
    }
  }

  async function fail({ signal, record }: ImportRun, { photoId }: QueuedFile, error: unknown): Promise<void> {
    if (signal.aborted) return;
    const failure = failureOf(error);
    if (failure === "unexpected") log.error("photos.import", error);
    await record({ type: "failed", photoId, failure });
  }

  return {
    start(run) {
      for (const file of run.standing.queued.items) begin(run, file);
    },
    glimpse(run) {
      for (const file of run.standing.queued.items) if (isWanted(run, file)) glimpseLater(run, file);
    },
    lookAt(photoIds) {
      for (const stage of stages) stage.prefer(photoIds);
    },
    async stop() {
      await Promise.all(stages.map((stage) => stage.stop()));
    },
  };
}

const contentFailures: ReadonlySet<PhotoFailure> = new Set([
  "empty",
  "notAPicture",
  "unsupportedFormat",
  "video",
]);

function isNoPicture(error: unknown): boolean {
  return error instanceof PhotoRefusal && contentFailures.has(error.kind);
}

/** The day as this computer's people call it. */
function civilDate(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
