import { access, constants } from "node:fs/promises";
import { v7 as uuid } from "uuid";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import type { BlobStore } from "./blob-store.ts";
import type { ImportLine, Queued } from "./import-journal.ts";
import { type ImportStanding, refusedIn } from "./import-standing.ts";
import type { RefusedFile, RefusedFiles } from "./refused-files.ts";

/** Where a refused file is to be had. */
interface RefusedPlace {
  readonly photoId: string;
  /** Null where it is not where it came from any more. */
  readonly source: string | null;
  /** The path of the copy in the store; null where there is none. */
  readonly copy: string | null;
}

/** What did not become a photo, of every import that is over: it stays until somebody tries it again or dismisses it. */
export interface Refusals {
  /** Newest import first. */
  readonly files: Pick<LiveState<readonly RefusedFile[]>, "get" | "subscribe">;
  places(): Promise<RefusedPlace[]>;
  /**
   * Imports again what is still to be had: for its car, or for a review where it had none. Answers with the new imports;
   * what is nowhere any more stays as it is.
   */
  retry(photoIds: readonly string[]): Promise<{ importId: string; vehicleId: string | null }[]>;
  dismiss(photoIds: readonly string[]): Promise<void>;
}

interface RefusalsDependencies {
  readonly kept: RefusedFiles;
  readonly open: () => Iterable<ImportStanding>;
  readonly begin: (queued: Queued, lines: readonly ImportLine[]) => Promise<unknown>;
  readonly giveUp: (importId: string, photoIds: readonly string[]) => Promise<void>;
  readonly secondPlace: () => string | null;
  readonly blobs: BlobStore;
}

export function createRefusals(dependencies: RefusalsDependencies): Refusals & { look(): void } {
  const { kept, open, begin, giveUp, secondPlace, blobs } = dependencies;
  const files = createLiveState<readonly RefusedFile[]>([]);

  function look(): void {
    const found = [...kept.all(), ...[...open()].flatMap(refusedIn)];
    const once = new Map(found.map((refused) => [refused.file.photoId, refused]));
    files.set([...once.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt)));
  }

  async function placeOf({ file, stored }: RefusedFile): Promise<RefusedPlace> {
    const isThere = await access(file.path, constants.F_OK).then(
      () => true,
      () => false,
    );
    const isKept = stored !== null && (await blobs.has(stored.original.sha256));
    const copy = isKept ? blobs.path(stored.original.sha256) : null;
    return { photoId: file.photoId, source: isThere ? file.path : null, copy };
  }

  const places = () => Promise.all(files.get().map(placeOf));

  async function forget(photoIds: readonly string[]): Promise<void> {
    const gone = new Set(photoIds);
    for (const { queued } of open()) {
      const ids = queued.items.map(({ photoId }) => photoId).filter((photoId) => gone.has(photoId));
      if (ids.length > 0) await giveUp(queued.importId, ids);
    }
    await kept.remove(photoIds);
    look();
  }

  /** What the store has is made into a photo from there only where the file itself is gone, as that may have been mended. */
  async function again(refused: readonly RefusedFile[], copies: ReadonlySet<string>) {
    const [{ vehicleId, source }] = refused as [RefusedFile];
    const renewed = refused.map(({ file, stored }) => ({
      file: { ...file, photoId: uuid() },
      stored: copies.has(file.photoId) ? stored : null,
    }));
    const importId = uuid();
    const startedAt = new Date().toISOString();
    const items = renewed.map(({ file }) => file);
    const lines = renewed.flatMap(({ file: { photoId }, stored }): ImportLine[] =>
      stored ? [{ type: "copied", photoId, ...stored }] : [],
    );
    await begin(
      { version: 2, importId, vehicleId, source, startedAt, secondPlace: secondPlace(), items },
      lines,
    );
    return { importId, vehicleId };
  }

  return {
    files,
    look,
    places,
    async retry(photoIds) {
      const asked = new Set(photoIds);
      const had = new Map((await places()).map((place) => [place.photoId, place]));
      const wanted = files.get().filter(({ file: { photoId } }) => {
        const place = had.get(photoId);
        return asked.has(photoId) && (place?.source ?? place?.copy ?? null) !== null;
      });
      const onlyCopies = wanted
        .map(({ file }) => file.photoId)
        .filter((photoId) => had.get(photoId)?.source === null);
      const byCar = Map.groupBy(wanted, ({ vehicleId }) => vehicleId);
      const begun = [];
      for (const ofCar of byCar.values()) begun.push(await again(ofCar, new Set(onlyCopies)));
      await forget(wanted.map(({ file }) => file.photoId));
      return begun;
    },
    dismiss: forget,
  };
}
