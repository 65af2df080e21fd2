import { createStore, type StoreApi } from "zustand/vanilla";
import type { Import, ImportEvent, ImportItem, PhotoFailure } from "#shared/contract/photo-import.ts";

/** An import as the tray shows it: main's view of the files and what became of them on the car. */
export interface ImportView extends Import {
  /** Items whose content the car already had. */
  readonly duplicates: ReadonlySet<string>;
  /** The user has read the outcome. */
  readonly dismissed: boolean;
}

/** Dropped files on their way to main, where the window has to hand over bytes (browser host). */
export interface Handover {
  readonly id: string;
  readonly done: number;
  readonly total: number;
}

interface ImportsState {
  readonly imports: Readonly<Record<string, ImportView>>;
  readonly handovers: readonly Handover[];
}

export interface ImportStore {
  readonly state: StoreApi<ImportsState>;
  apply(event: ImportEvent): void;
  markDuplicates(importId: string, photoIds: readonly string[]): void;
  dismiss(importId: string): void;
  handOver(handover: Handover): void;
  handedOver(id: string): void;
}

export function createImportStore(): ImportStore {
  const state = createStore<ImportsState>(() => ({ imports: {}, handovers: [] }));
  const update = (importId: string, change: (view: ImportView) => ImportView) =>
    state.setState(({ imports }) => {
      const view = imports[importId];
      return view ? { imports: { ...imports, [importId]: change(view) } } : {};
    });

  return {
    state,
    apply(event) {
      switch (event.type) {
        case "import":
          state.setState(({ imports }) => ({
            imports: {
              ...imports,
              [event.import.importId]: opened(event.import, imports[event.import.importId]),
            },
          }));
          return;
        case "item":
          update(event.importId, (view) => ({ ...view, items: view.items.map(replacing(event.item)) }));
          return;
        case "state":
          update(event.importId, (view) => ({ ...view, state: event.state }));
          return;
        case "closed":
          update(event.importId, (view) =>
            isSettled(view) ? view : { ...view, state: "finished", dismissed: true },
          );
          return;
        default:
          event satisfies never;
      }
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

export interface ImportCounts {
  readonly total: number;
  readonly settled: number;
  readonly added: number;
  readonly failed: number;
}

export function countsOf({ items, duplicates }: ImportView): ImportCounts {
  const done = items.filter(({ state }) => state === "done").length;
  const failed = items.filter(({ state }) => state === "failed").length;
  const cancelled = items.filter(({ state }) => state === "cancelled").length;
  return {
    total: items.length,
    settled: done + failed + cancelled,
    added: done - duplicates.size,
    failed,
  };
}

/** Failures whose cause is not in the file: a card put back or a disk cleared makes the next try work. */
const passing = new Set<PhotoFailure | null>(["missing", "noPermission", "diskFull", "unexpected"]);

/** Whether trying the failed files again may add some of them. */
export function mayYetSucceed({ items }: ImportView): boolean {
  return items.some(({ state, failure }) => state === "failed" && passing.has(failure));
}

function opened(incoming: Import, known: ImportView | undefined): ImportView {
  return { ...incoming, duplicates: known?.duplicates ?? new Set(), dismissed: known?.dismissed ?? false };
}

function replacing(next: ImportItem) {
  return (item: ImportItem) => (item.photoId === next.photoId ? next : item);
}

function isSettled(view: ImportView): boolean {
  return view.items.every(({ state }) => state !== "waiting" && state !== "working");
}
