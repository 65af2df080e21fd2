import { access } from "node:fs/promises";
import { v7 as uuid } from "uuid";
import type { ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import type { Log } from "../log.ts";
import type { BlobStore } from "./blob-store.ts";
import { createImportFeed } from "./import-feed.ts";
import type { ImportJournal, ImportJournals, ImportLine, Placement, Queued } from "./import-journal.ts";
import type { ImportPipeline, ImportRun } from "./import-pipeline.ts";
import {
  apply,
  changeBy,
  changeByRestart,
  changeOfItem,
  isSettled,
  isToDo,
  nextToCopy,
  type OwnStanding,
  refusedIn,
  type StandingChange,
  standingOf,
  viewOf,
} from "./import-standing.ts";
import { failureOf } from "./photo-refusal.ts";
import { sourceFiles, sourceName } from "./picture-paths.ts";
import type { Previews } from "./previews.ts";
import type { RefusedFiles } from "./refused-files.ts";
import { createRefusals, type Refusals } from "./refusals.ts";

interface ImportRequest {
  /** Null for a card, whose files are sorted in a review. */
  readonly vehicleId: string | null;
  readonly paths: readonly string[];
  /** From where on the names of folders matter; null for the folder that a path lies in. */
  readonly rootOf?: (path: string) => string | null;
  /** Said by who has to know it before the import begins. */
  readonly importId?: string;
}

export interface PhotoImports extends AsyncDisposable {
  /** Resolves when the files are queued on disk; null where there are none. */
  import(request: ImportRequest): Promise<{ importId: string } | null>;
  imports(signal: AbortSignal): AsyncGenerator<ImportEvent>;
  /** Says which car files are of, until the import is confirmed. */
  place(importId: string, placements: readonly Placement[]): Promise<void>;
  /** What has a car is filed on it; what has none is given up. */
  confirm(importId: string): Promise<void>;
  /** What is on the screen, most wanted first: it goes before the rest. */
  lookAt(photoIds: readonly string[]): void;
  cancel(importId: string): Promise<void>;
  /** Goes on with what an earlier run of the app left, and tries again what failed for a passing reason. */
  resume(importId: string): Promise<void>;
  /**
   * Goes on with what the last run of the app left, where its card is still there. Once for each import: one that was cut off
   * again may hold the file that ends the app, and waits to be asked.
   */
  goOn(): Promise<void>;
  /**
   * Gives up what is not done. Finished photos go on being told of until they are acknowledged, and what was refused stays
   * among the refused files.
   */
  discard(importId: string): Promise<void>;
  acknowledge(importId: string, photoIds: readonly string[]): Promise<void>;
  /** The paths of every file of the imports that are open. */
  openPaths(): Iterable<string>;
  readonly refusals: Refusals;
  /** The originals, and what was kept beside them, that open imports and refused files have in the store. */
  openOriginals(): Iterable<string>;
  /** Whether files are being copied or made into photos now. */
  isImporting(): boolean;
}

interface OpenImport {
  readonly journal: ImportJournal;
  readonly standing: OwnStanding;
  /** Aborts the items that are in work or in line; a resume begins another run. */
  run: AbortController;
}

export interface PhotoImportsDependencies {
  readonly journals: ImportJournals;
  readonly refusedFiles: RefusedFiles;
  readonly blobs: BlobStore;
  readonly pipeline: ImportPipeline;
  readonly previews: Previews;
  /** The folder that originals are copied to as well, at the moment. */
  readonly secondPlace: () => string | null;
  /** Resolves when it is on disk that these are photos of cars now. */
  readonly onFiled: (files: readonly PhotoFile[]) => Promise<void>;
  /** No import has anything left to do. */
  readonly onRest: () => void;
  readonly log: Log;
}

/** Every import of this desk: its journal, what the user says about it, and the news of it. */
export async function openPhotoImports(dependencies: PhotoImportsDependencies): Promise<PhotoImports> {
  const { journals, refusedFiles, blobs, pipeline, previews, secondPlace, onFiled, onRest, log } =
    dependencies;
  const open = new Map<string, OpenImport>();
  const cutOffOnce: OpenImport[] = [];
  const feed = createImportFeed();
  const refusals = createRefusals({
    kept: refusedFiles,
    open: () => [...open.values()].map(({ standing }) => standing),
    begin,
    giveUp: (importId, photoIds) => say(importId, { type: "givenUp", photoIds: [...photoIds] }),
    secondPlace,
    blobs,
  });

  for (const { queued, lines, journal } of await journals.read()) {
    const entry = add(queued, journal);
    for (const line of lines) apply(entry.standing, changeBy(entry.standing, line));
    apply(entry.standing, changeByRestart(entry.standing));
    await closeIfSettled(entry);
    if (entry.standing.state !== "interrupted") continue;
    pipeline.glimpse(runOf(entry));
    if (!lines.some(({ type }) => type === "resumed")) cutOffOnce.push(entry);
  }
  refusals.look();

  function add(queued: Queued, journal: ImportJournal): OpenImport {
    const entry: OpenImport = { journal, standing: standingOf(queued), run: new AbortController() };
    open.set(queued.importId, entry);
    return entry;
  }

  function runOf(entry: OpenImport): ImportRun {
    return {
      standing: entry.standing,
      signal: entry.run.signal,
      record: (line) => record(entry, line),
      show: (photoId, shown) => change(entry, changeOfItem(entry.standing, photoId, shown)),
    };
  }

  /**
   * Takes note of a line and tells of what it changed. Where the disk takes no more, what the user asked for still holds
   * until the app closes, and what could not be noted about a photo is not called done or safe.
   */
  async function record(entry: OpenImport, line: ImportLine): Promise<void> {
    let noted = line;
    try {
      await entry.journal.append(line);
    } catch (error) {
      log.error("photos.journal", error);
      if (line.type === "done" || line.type === "copied")
        noted = { type: "failed", photoId: line.photoId, failure: failureOf(error) };
    }
    change(entry, changeBy(entry.standing, noted));
    finishIfDone(entry);
    await closeIfSettled(entry);
  }

  function change(entry: OpenImport, change: StandingChange): void {
    const { standing } = entry;
    const { importId } = standing.queued;
    const before = { state: standing.state, confirmed: standing.confirmed };
    for (const item of change.items ?? []) forgetPreview(importId, standing.items.get(item.photoId), item);
    apply(standing, change);
    for (const item of change.items ?? []) feed.publish({ type: "item", importId, item });
    const { state, confirmed } = standing;
    if (state !== before.state || confirmed !== before.confirmed)
      feed.publish({ type: "state", importId, state, confirmed });
    if (state !== "running" || before.state !== state) refusals.look();
  }

  function forgetPreview(importId: string, before: ImportItem | undefined, after: ImportItem): void {
    if (before?.preview && before.preview !== after.preview) previews.remove(importId, before.preview);
  }

  function finishIfDone(entry: OpenImport): void {
    const { state, unfinished, items, queued } = entry.standing;
    if ((state !== "running" && state !== "interrupted") || unfinished > 0) return;
    change(entry, { state: "finished" });
    log.info("photos.finished", { importId: queued.importId, ...counts(items.values()) });
    if (!open.values().some(({ standing }) => standing.state === "running")) onRest();
  }

  async function closeIfSettled(entry: OpenImport): Promise<void> {
    if (isSettled(entry.standing)) await close(entry);
  }

  async function close(entry: OpenImport): Promise<void> {
    const { importId } = entry.standing.queued;
    if (!open.delete(importId)) return;
    entry.run.abort();
    previews.release(importId);
    await entry.journal.remove();
    feed.publish({ type: "closed", importId });
  }

  function start(entry: OpenImport): void {
    pipeline.start(runOf(entry));
    finishIfDone(entry);
  }

  async function begin(queued: Queued, lines: readonly ImportLine[]): Promise<void> {
    const journal = await journals.create(queued);
    for (const line of lines) await journal.append(line);
    const entry = add(queued, journal);
    for (const line of lines) apply(entry.standing, changeBy(entry.standing, line));
    feed.publish({ type: "import", import: viewOf(entry.standing) });
    start(entry);
  }

  async function keepRefused({ standing }: OpenImport): Promise<void> {
    await refusedFiles
      .add(refusedIn({ ...standing, state: "cancelled" }))
      .catch((error: unknown) => void log.error("photos.refused", error));
  }

  async function say(importId: string, line: ImportLine): Promise<void> {
    const entry = open.get(importId);
    if (entry) await record(entry, line);
  }

  async function resume(importId: string): Promise<void> {
    const entry = open.get(importId);
    if (!entry || entry.standing.state === "running" || entry.standing.state === "cancelled") return;
    const { unfinished, items } = entry.standing;
    if (unfinished === 0 && !items.values().some(isToDo)) return;
    entry.run.abort();
    const run = new AbortController();
    entry.run = run;
    await record(entry, { type: "resumed" });
    // Of several who ask at once the last one begins; a file in work twice could end as failed after it was done.
    if (entry.run === run) start(entry);
  }

  return {
    async import({ vehicleId, paths, rootOf = () => null, importId = uuid() }) {
      const dropped = paths.map((path) => ({ path, root: rootOf(path) }));
      const files = await sourceFiles(dropped);
      if (files.length === 0) return null;
      const items = files.map((file) => ({ photoId: uuid(), ...file }));
      const queued: Queued = {
        version: 2,
        importId,
        vehicleId,
        source: sourceName(dropped, files),
        startedAt: new Date().toISOString(),
        secondPlace: secondPlace(),
        items,
      };
      await begin(queued, []);
      return { importId };
    },
    imports: (signal) =>
      feed.listen(
        () => [...open.values()].map(({ standing }) => ({ type: "import", import: viewOf(standing) })),
        signal,
      ),
    place: (importId, placements) => say(importId, { type: "placed", placements: [...placements] }),
    confirm: (importId) => say(importId, { type: "confirmed" }),
    lookAt: pipeline.lookAt,
    async cancel(importId) {
      const entry = open.get(importId);
      if (!entry || entry.standing.state === "finished") return;
      entry.run.abort();
      await record(entry, { type: "cancelled" });
    },
    resume,
    async goOn() {
      for (const { standing } of cutOffOnce.splice(0)) {
        const path = nextToCopy(standing);
        if (standing.state === "interrupted" && (path === null || (await isThere(path))))
          await resume(standing.queued.importId);
      }
    },
    async discard(importId) {
      const entry = open.get(importId);
      entry?.run.abort();
      if (entry) await keepRefused(entry);
      await say(importId, { type: "discarded" });
    },
    async acknowledge(importId, photoIds) {
      const items = open.get(importId)?.standing.items;
      const files = photoIds.map((photoId) => items?.get(photoId)?.file ?? null);
      await onFiled(files.filter((file) => file !== null));
      await say(importId, { type: "acknowledged", photoIds: [...photoIds] });
    },
    *openPaths() {
      for (const { standing } of open.values())
        for (const { path, companion } of standing.queued.items) {
          yield path;
          if (companion !== null) yield companion;
        }
    },
    *openOriginals() {
      for (const { standing } of open.values())
        for (const { original, companion } of standing.stored.values()) {
          yield original.sha256;
          if (companion !== null) yield companion.sha256;
        }
      for (const { stored } of refusedFiles.all()) {
        if (stored !== null) yield stored.original.sha256;
        if (stored?.companion) yield stored.companion.sha256;
      }
    },
    refusals,
    isImporting: () =>
      open.values().some(({ standing }) => standing.state === "running" && standing.unfinished > 0),
    /** Ends the streams, gives up what is in work, and leaves every import to be resumed. */
    async [Symbol.asyncDispose]() {
      feed.end();
      for (const { run } of open.values()) run.abort();
      await pipeline.stop();
      await Promise.all([...open.values()].map(({ journal }) => journal.close()));
    },
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function counts(items: Iterable<ImportItem>) {
  let [done, failed] = [0, 0];
  for (const { state } of items) {
    if (state === "done") done += 1;
    if (state === "failed") failed += 1;
  }
  return { done, failed };
}
