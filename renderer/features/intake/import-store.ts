import { createStore, type StoreApi } from "zustand/vanilla";
import type { Import, ImportEvent, ImportItem, PhotoFailure } from "#shared/contract/photo-import.ts";

/** An import as the window shows it: main's view of the files and what became of them on their cars. */
export interface ImportView extends Omit<Import, "items"> {
  /** By photo id, in the order of the card. The map is the same object for as long as the import lives: see `revision`. */
  readonly items: ReadonlyMap<string, ImportItem>;
  /** Higher whenever an item has changed. */
  readonly revision: number;
  /** Higher only when something changed that tells which car a file is of, but for its content. */
  readonly sortingRevision: number;
  /** Higher whenever the user said which car files are of. */
  readonly placingRevision: number;
  readonly counts: ImportCounts;
  /** Items whose content their car already had. */
  readonly duplicates: ReadonlySet<string>;
  /** The user has read the outcome. */
  readonly dismissed: boolean;
}

export interface ImportCounts {
  readonly total: number;
  readonly settled: number;
  readonly done: number;
  readonly failed: number;
  /** Files that failed for a reason that may pass: a card put back or a disk cleared makes the next try work. */
  readonly mayYetSucceed: number;
  /** Files whose copy was read back, at the second place too; `storeOnly` are those that it did not take. */
  readonly safe: number;
  readonly storeOnly: number;
  /** Files that have a car. */
  readonly placed: number;
}

/** Dropped files on their way to main, where the window has to hand over bytes (browser host). */
export interface Handover {
  readonly id: string;
  readonly done: number;
  readonly total: number;
  /** Addresses of the small pictures in the files around the one under way; null where a file has none. */
  readonly pictures: readonly (string | null)[];
}

interface ImportsState {
  readonly imports: Readonly<Record<string, ImportView>>;
  readonly handovers: readonly Handover[];
}

export interface ImportStore {
  /** Told of changes a few times a second at most, however many files change meanwhile. */
  readonly state: StoreApi<ImportsState>;
  apply(event: ImportEvent): void;
  /** What the user has just said about files, ahead of main's word. */
  place(importId: string, placements: readonly Placement[]): void;
  markDuplicates(importId: string, photoIds: readonly string[]): void;
  dismiss(importId: string): void;
  handOver(handover: Handover): void;
  handedOver(id: string): void;
}

export interface Placement {
  readonly photoId: string;
  readonly vehicleId: string | null;
}

/** Milliseconds between two times that the screen hears of changes; the first after a rest is told at once. */
const quietTime = 80;

function inQuietTime(): (tell: () => void) => void {
  let lastTold = 0;
  return (tell) => {
    lastTold = Math.max(performance.now(), lastTold + quietTime);
    setTimeout(tell, lastTold - performance.now());
  };
}

/** `later` decides when gathered changes are told. */
export function createImportStore(later: (tell: () => void) => void = inQuietTime()): ImportStore {
  const state = createStore<ImportsState>(() => ({ imports: {}, handovers: [] }));
  const gathered = new Map<string, Tally>();
  const tallies = new Map<string, Tally>();

  const tell = () => {
    const changes = [...gathered.values()].map((tally) => [tally.importId, tally.counted()] as const);
    gathered.clear();
    state.setState(({ imports }) => {
      const next = { ...imports };
      for (const [importId, counted] of changes)
        if (next[importId]) next[importId] = { ...next[importId], ...counted };
      return { imports: next };
    });
  };
  const changed = (tally: Tally) => {
    if (gathered.size === 0) later(tell);
    gathered.set(tally.importId, tally);
  };
  const update = (importId: string, change: (view: ImportView) => ImportView) => {
    if (gathered.size > 0) tell();
    state.setState(({ imports }) => {
      const view = imports[importId];
      return view ? { imports: { ...imports, [importId]: change(view) } } : {};
    });
  };

  const open = (incoming: Import) => {
    const tally = new Tally(incoming, tallies.get(incoming.importId));
    tallies.set(incoming.importId, tally);
    gathered.delete(incoming.importId);
    state.setState(({ imports }) => ({
      imports: {
        ...imports,
        [incoming.importId]: {
          duplicates: new Set(),
          dismissed: false,
          placingRevision: 0,
          ...imports[incoming.importId],
          ...withoutItems(incoming),
          ...tally.counted(),
        },
      },
    }));
  };

  return {
    state,
    apply(event) {
      switch (event.type) {
        case "import":
          return open(event.import);
        case "item": {
          const tally = tallies.get(event.importId);
          if (tally?.replace(event.item)) changed(tally);
          return undefined;
        }
        case "state":
          return update(event.importId, (view) => ({
            ...view,
            state: event.state,
            confirmed: event.confirmed,
          }));
        case "closed":
          return update(event.importId, (view) => ({
            ...view,
            state: view.state === "cancelled" ? "cancelled" : "finished",
            dismissed: view.dismissed || !view.confirmed || !isSettled(view.counts),
          }));
        default:
          return event satisfies never;
      }
    },
    place(importId, placements) {
      const tally = tallies.get(importId);
      if (!tally) return;
      for (const { photoId, vehicleId } of placements) {
        const item = tally.items.get(photoId);
        if (item) tally.replace({ ...item, vehicleId });
      }
      update(importId, (view) => ({
        ...view,
        ...tally.counted(),
        placingRevision: view.placingRevision + 1,
      }));
    },
    markDuplicates(importId, photoIds) {
      update(importId, (view) => ({ ...view, duplicates: new Set([...view.duplicates, ...photoIds]) }));
    },
    dismiss(importId) {
      update(importId, (view) => ({ ...view, dismissed: true }));
    },
    handOver(handover) {
      state.setState(({ handovers }) => ({
        handovers: [...handovers.filter(({ id }) => id !== handover.id), handover],
      }));
    },
    handedOver(id) {
      state.setState(({ handovers }) => ({ handovers: handovers.filter((handover) => handover.id !== id) }));
    },
  };
}

/** How many photos an import brought to their cars. */
export function addedOf({ counts, duplicates }: ImportView): number {
  return counts.done - duplicates.size;
}

export function isSettled({ settled, total }: ImportCounts): boolean {
  return settled === total;
}

/** Whether every file that could be read was copied and read back, so that the card may be formatted. */
export function isSafe({ safe, storeOnly, failed, total }: ImportCounts): boolean {
  return total > failed && safe + storeOnly + failed === total;
}

/** Failures whose cause is not in the file. */
const passing = new Set<PhotoFailure | null>(["missing", "noPermission", "diskFull", "unexpected"]);

type Counts = { -readonly [Name in keyof ImportCounts]: ImportCounts[Name] };

/** The items of one import with their counts, kept item by item: an import of thousands costs what its events cost. */
class Tally {
  readonly importId: string;
  readonly items = new Map<string, ImportItem>();
  private readonly counts: Counts;
  private revision: number;
  private sortingRevision: number;

  constructor({ importId, items }: Import, before: Tally | undefined) {
    this.importId = importId;
    this.revision = (before?.revision ?? 0) + 1;
    this.sortingRevision = (before?.sortingRevision ?? 0) + 1;
    this.counts = {
      total: items.length,
      settled: 0,
      done: 0,
      failed: 0,
      mayYetSucceed: 0,
      safe: 0,
      storeOnly: 0,
      placed: 0,
    };
    for (const item of items) {
      this.items.set(item.photoId, item);
      this.count(item, 1);
    }
  }

  /** False for an item that the import does not have. */
  replace(next: ImportItem): boolean {
    const known = this.items.get(next.photoId);
    if (!known) return false;
    this.count(known, -1);
    this.count(next, 1);
    this.items.set(next.photoId, next);
    this.revision += 1;
    if (sorts(known) !== sorts(next)) this.sortingRevision += 1;
    return true;
  }

  counted(): Pick<ImportView, "items" | "revision" | "sortingRevision" | "counts"> {
    const { items, revision, sortingRevision, counts } = this;
    return { items, revision, sortingRevision, counts: { ...counts } };
  }

  private count({ state, failure, safety, vehicleId }: ImportItem, by: 1 | -1): void {
    const { counts } = this;
    if (state === "done" || state === "failed" || state === "cancelled") counts.settled += by;
    if (state === "done") counts.done += by;
    if (state === "failed") counts.failed += by;
    if (state === "failed" && passing.has(failure)) counts.mayYetSucceed += by;
    if (state !== "failed" && safety === "safe") counts.safe += by;
    if (state !== "failed" && safety === "storeOnly") counts.storeOnly += by;
    if (vehicleId !== null) counts.placed += by;
  }
}

/** All of an item that tells which car it is of. */
function sorts({ vehicleId, capturedAt, codes, state }: ImportItem): string {
  return `${vehicleId} ${capturedAt} ${codes.join("\n")} ${state === "failed" || state === "cancelled"}`;
}

function withoutItems({ items: _items, ...rest }: Import): Omit<Import, "items"> {
  return rest;
}
