import { basename } from "node:path";
import type { Import, ImportItem, PhotoFailure } from "#shared/contract/photo-import.ts";
import type { ImportLine, Queued } from "./import-journal.ts";

/** Where an import stands: a pure fold of its journal, so that a restart comes to the same answer as the run before it. */
export interface ImportStanding {
  readonly view: Import;
  /** The items whose photo documents are in the replica. */
  readonly acknowledged: ReadonlySet<string>;
}

/** What may be gone on a second try: a card that was put back, rights that were given, space that was made. */
const passing = new Set<PhotoFailure | null>(["missing", "noPermission", "diskFull", "unexpected"]);

export function standingOf({ importId, vehicleId, startedAt, items }: Queued): ImportStanding {
  const waiting = items.map(({ photoId, path }): ImportItem => ({
    photoId,
    name: basename(path),
    folder: "",
    companionName: null,
    vehicleId,
    safety: "pending",
    preview: null,
    capturedAt: null,
    codes: [],
    state: "waiting",
    file: null,
    failure: null,
  }));
  return {
    view: { importId, vehicleId, source: "", startedAt, state: "running", confirmed: true, items: waiting },
    acknowledged: new Set(),
  };
}

export function afterLine(standing: ImportStanding, line: ImportLine): ImportStanding {
  switch (line.type) {
    case "done":
      return withItem(standing, line.photoId, { state: "done", file: line.file, failure: null });
    case "failed":
      return withItem(standing, line.photoId, { state: "failed", file: null, failure: line.failure });
    case "acknowledged":
      return { ...standing, acknowledged: new Set([...standing.acknowledged, ...line.photoIds]) };
    case "cancelled":
      return withItems(standing, "cancelled", (item) => (isOpen(item) ? cancelled(item) : item));
    case "discarded":
      return withItems(standing, "cancelled", (item) => (item.state === "done" ? item : cancelled(item)));
    case "resumed":
      return withItems(standing, "running", (item) =>
        isToDo(item) ? { ...item, state: "waiting", failure: null } : item,
      );
    default:
      return line satisfies never;
  }
}

/** How an import is found after a restart: what was running is interrupted, unless nothing was left to do. */
export function afterRestart(standing: ImportStanding): ImportStanding {
  const { state, items } = standing.view;
  if (state !== "running") return standing;
  return withItems(standing, items.some(isOpen) ? "interrupted" : "finished", (item) =>
    item.state === "working" ? { ...item, state: "waiting" } : item,
  );
}

export function withItem(
  standing: ImportStanding,
  photoId: string,
  change: Partial<ImportItem>,
): ImportStanding {
  return withItems(standing, standing.view.state, (item) =>
    item.photoId === photoId ? { ...item, ...change } : item,
  );
}

export function withState(standing: ImportStanding, state: Import["state"]): ImportStanding {
  return withItems(standing, state, (item) => item);
}

function withItems(
  { view: before, acknowledged }: ImportStanding,
  state: Import["state"],
  change: (item: ImportItem) => ImportItem,
): ImportStanding {
  return { view: { ...before, state, items: before.items.map(change) }, acknowledged };
}

function cancelled(item: ImportItem): ImportItem {
  return { ...item, state: "cancelled", failure: null };
}

export function isOpen({ state }: ImportItem): boolean {
  return state === "waiting" || state === "working";
}

/** What a resume would do again. */
export function isToDo(item: ImportItem): boolean {
  if (item.state === "failed") return passing.has(item.failure);
  return isOpen(item);
}

/** Nothing is left that anybody would want to know: everything is over, and what was made is on its car. */
export function isSettled({ view: { state, items }, acknowledged }: ImportStanding): boolean {
  if (state !== "finished" && state !== "cancelled") return false;
  return items.every(
    (item) => item.state === "cancelled" || (item.state === "done" && acknowledged.has(item.photoId)),
  );
}
