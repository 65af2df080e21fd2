import { v7 as uuid } from "uuid";
import type { ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import type { Log } from "../log.ts";
import { createImportFeed } from "./import-feed.ts";
import type { ImportJournal, ImportJournals, ImportLine, Queued } from "./import-journal.ts";
import {
  afterLine,
  afterRestart,
  type ImportStanding,
  isOpen,
  isSettled,
  isToDo,
  standingOf,
  withItem,
  withState,
} from "./import-standing.ts";
import { failureOf } from "./photo-refusal.ts";
import { picturePaths } from "./picture-paths.ts";
import { createTurns } from "./turns.ts";

export interface PhotoImports extends AsyncDisposable {
  /** Resolves when the files are queued on disk; null where there are none. */
  import(input: { vehicleId: string | null; paths: readonly string[] }): Promise<{ importId: string } | null>;
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
  /** Gives up what is not done. Finished photos go on being told of until they are acknowledged. */
  discard(importId: string): Promise<void>;
  acknowledge(importId: string, photoIds: readonly string[]): Promise<void>;
}

export interface Placement {
  readonly photoId: string;
  readonly vehicleId: string | null;
}

interface OpenImport {
  readonly paths: ReadonlyMap<string, string>;
  readonly journal: ImportJournal;
  standing: ImportStanding;
  /** Aborts the items that are in work or in line; a resume begins another run. */
  run: AbortController;
}

export interface PhotoImportsDependencies {
  readonly journals: ImportJournals;
  readonly makePhoto: (path: string, signal: AbortSignal) => Promise<PhotoFile>;
  /** Files in work at once. */
  readonly lanes: number;
  readonly log: Log;
}

/** Every import of this desk: its queue, its journal, and the news of it. */
export async function openPhotoImports(dependencies: PhotoImportsDependencies): Promise<PhotoImports> {
  const { journals, makePhoto, lanes, log } = dependencies;
  const open = new Map<string, OpenImport>();
  const feed = createImportFeed();
  const turns = createTurns(lanes);
  const atWork = new Set<Promise<void>>();

  for (const { queued, lines, journal } of await journals.read())
    await add(queued, journal, afterRestart(lines.reduce(afterLine, standingOf(queued))));

  async function add(queued: Queued, journal: ImportJournal, standing: ImportStanding): Promise<OpenImport> {
    const paths = new Map(queued.items.map(({ photoId, path }) => [photoId, path]));
    const entry: OpenImport = { paths, journal, standing, run: new AbortController() };
    open.set(queued.importId, entry);
    await closeIfSettled(entry);
    return entry;
  }

  /**
   * Takes note of a line and tells of what it changed. Where the disk takes no more, what the user asked for still holds
   * until the app closes, and a photo that could not be noted is not called done.
   */
  async function record(entry: OpenImport, line: ImportLine): Promise<void> {
    let noted = line;
    try {
      await entry.journal.append(line);
    } catch (error) {
      log.error("photos.journal", error);
      if (line.type === "done") noted = { type: "failed", photoId: line.photoId, failure: failureOf(error) };
    }
    change(entry, afterLine(entry.standing, noted));
  }

  function change(entry: OpenImport, standing: ImportStanding): void {
    const before = entry.standing.view;
    entry.standing = standing;
    const { importId, items, state } = standing.view;
    items.forEach((item, index) => {
      if (item !== before.items[index]) feed.publish({ type: "item", importId, item });
    });
    if (state !== before.state)
      feed.publish({ type: "state", importId, state, confirmed: standing.view.confirmed });
  }

  function start(entry: OpenImport): void {
    const { signal } = entry.run;
    for (const { photoId } of entry.standing.view.items.filter(isOpen)) {
      const work = turns
        .take(() => runItem(entry, photoId, signal), signal)
        .catch((error: unknown) => {
          if (!signal.aborted) log.error("photos.import", error);
        });
      atWork.add(work);
      void work.finally(() => atWork.delete(work));
    }
    finishIfDone(entry);
  }

  async function runItem(entry: OpenImport, photoId: string, signal: AbortSignal): Promise<void> {
    change(entry, withItem(entry.standing, photoId, { state: "working" }));
    const line = await outcomeOf(entry, photoId, signal);
    if (signal.aborted) return;
    await record(entry, line);
    finishIfDone(entry);
    await closeIfSettled(entry);
  }

  async function outcomeOf(entry: OpenImport, photoId: string, signal: AbortSignal): Promise<ImportLine> {
    try {
      return { type: "done", photoId, file: await makePhoto(entry.paths.get(photoId) ?? "", signal) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure === "unexpected" && !signal.aborted) log.error("photos.import", error);
      return { type: "failed", photoId, failure };
    }
  }

  function finishIfDone(entry: OpenImport): void {
    const { state, items, importId } = entry.standing.view;
    if (state !== "running" || items.some(isOpen)) return;
    change(entry, withState(entry.standing, "finished"));
    log.info("photos.finished", { importId, ...counts(items) });
  }

  async function closeIfSettled(entry: OpenImport): Promise<void> {
    if (isSettled(entry.standing)) await close(entry);
  }

  async function close(entry: OpenImport): Promise<void> {
    const { importId } = entry.standing.view;
    if (!open.delete(importId)) return;
    entry.run.abort();
    await entry.journal.remove();
    feed.publish({ type: "closed", importId });
  }

  return {
    async import({ vehicleId, paths }) {
      const files = await picturePaths(paths);
      if (files.length === 0) return null;
      const importId = uuid();
      const startedAt = new Date().toISOString();
      const items = files.map((path) => ({ photoId: uuid(), path }));
      const queued: Queued = { version: 1, importId, vehicleId, startedAt, items };
      const entry = await add(queued, await journals.create(queued), standingOf(queued));
      feed.publish({ type: "import", import: entry.standing.view });
      start(entry);
      return { importId };
    },
    imports: (signal) =>
      feed.listen(
        () => [...open.values()].map(({ standing }) => ({ type: "import", import: standing.view })),
        signal,
      ),
    async place() {},
    async confirm() {},
    lookAt() {},
    async cancel(importId) {
      const entry = open.get(importId);
      if (!entry || entry.standing.view.state === "finished") return;
      entry.run.abort();
      await record(entry, { type: "cancelled" });
      await closeIfSettled(entry);
    },
    async resume(importId) {
      const entry = open.get(importId);
      if (!entry || entry.standing.view.state === "running" || entry.standing.view.state === "cancelled")
        return;
      if (!entry.standing.view.items.some(isToDo)) return;
      const run = new AbortController();
      entry.run = run;
      await record(entry, { type: "resumed" });
      // Of several who ask at once the last one begins; a file in work twice could end as failed after it was done.
      if (entry.run === run) start(entry);
    },
    async discard(importId) {
      const entry = open.get(importId);
      if (!entry) return;
      entry.run.abort();
      await record(entry, { type: "discarded" });
      await closeIfSettled(entry);
    },
    async acknowledge(importId, photoIds) {
      const entry = open.get(importId);
      if (!entry) return;
      await record(entry, { type: "acknowledged", photoIds: [...photoIds] });
      await closeIfSettled(entry);
    },
    /** Ends the streams, gives up what is in work, and leaves every import to be resumed. */
    async [Symbol.asyncDispose]() {
      feed.end();
      for (const { run } of open.values()) run.abort();
      await Promise.all(atWork);
      await Promise.all([...open.values()].map(({ journal }) => journal.close()));
    },
  };
}

function counts(items: readonly ImportItem[]) {
  const inState = (state: ImportItem["state"]) => items.filter((item) => item.state === state).length;
  return { done: inState("done"), failed: inState("failed") };
}
