import { basename } from "node:path";
import type { Import, ImportItem, ImportState, PhotoFailure } from "#shared/contract/photo-import.ts";
import type { ImportLine, Queued, StoredOriginal } from "./import-journal.ts";
import type { RefusedFile } from "./refused-files.ts";

/** Where an import stands: what its journal comes to, so that a restart finds the same as the run before it. */
export interface ImportStanding {
  readonly queued: Queued;
  readonly state: ImportState;
  readonly confirmed: boolean;
  readonly items: ReadonlyMap<string, ImportItem>;
  readonly stored: ReadonlyMap<string, StoredOriginal>;
  /** The items whose photo documents are in the replica. */
  readonly acknowledged: ReadonlySet<string>;
  /** How many items are still to be copied, made, or copied to the second place. */
  readonly unfinished: number;
  /** How many items somebody still has to do something about, be it to read why they failed. */
  readonly unsettled: number;
}

/** The standing as its owner has it, who changes it with `apply`. */
export interface OwnStanding extends ImportStanding {
  state: ImportState;
  confirmed: boolean;
  readonly items: Map<string, ImportItem>;
  readonly stored: Map<string, StoredOriginal>;
  readonly acknowledged: Set<string>;
  unfinished: number;
  unsettled: number;
}

/** What becomes of an import by one line or act: only what is different afterwards. */
export interface StandingChange {
  readonly items?: readonly ImportItem[];
  readonly state?: ImportState;
  readonly confirmed?: boolean;
  readonly stored?: readonly (readonly [photoId: string, stored: StoredOriginal])[];
  readonly acknowledged?: readonly string[];
}

/** What may be gone on a second try: a card that was put back, rights that were given, space that was made. */
const passing = new Set<PhotoFailure | null>([
  "missing",
  "noPermission",
  "diskFull",
  "changedWhileRead",
  "unexpected",
]);

export function standingOf(queued: Queued): OwnStanding {
  const items = queued.items.map((file): [string, ImportItem] => [
    file.photoId,
    {
      photoId: file.photoId,
      name: basename(file.path),
      folder: file.folder,
      companionName: file.companion === null ? null : basename(file.companion),
      vehicleId: queued.vehicleId,
      state: "waiting",
      safety: "pending",
      preview: null,
      capturedAt: null,
      codes: [],
      file: null,
      failure: null,
    },
  ]);
  return {
    queued,
    state: "running",
    confirmed: queued.vehicleId !== null,
    items: new Map(items),
    stored: new Map(),
    acknowledged: new Set(),
    unfinished: items.length,
    unsettled: items.length,
  };
}

/** As the window is told of it. */
export function viewOf({ queued, state, confirmed, items }: ImportStanding): Import {
  const { importId, vehicleId, source, startedAt } = queued;
  return { importId, vehicleId, source, startedAt, state, confirmed, items: [...items.values()] };
}

export function changeBy(standing: ImportStanding, line: ImportLine): StandingChange {
  switch (line.type) {
    case "copied": {
      const { photoId, original, companion } = line;
      const safety = standing.queued.secondPlace === null ? "safe" : "pending";
      const stored = [[photoId, { original, companion }]] as const;
      return { ...changeOfItem(standing, photoId, { safety }), stored };
    }
    case "secured":
      return changeOfItem(standing, line.photoId, { safety: line.safety });
    case "done":
      return changeOfWanted(standing, line.photoId, made(line));
    case "failed":
      return changeOfWanted(standing, line.photoId, { state: "failed", file: null, failure: line.failure });
    case "placed":
      return standing.confirmed ? {} : { items: line.placements.flatMap(placedIn(standing)) };
    case "confirmed":
      return { confirmed: true, items: changed(standing, isLeftOut, cancelled) };
    case "givenUp":
      return { items: changed(standing, isAmong(line.photoIds), cancelled) };
    case "acknowledged":
      return { acknowledged: line.photoIds.filter((photoId) => standing.items.has(photoId)) };
    case "cancelled":
      return { state: "cancelled", items: changed(standing, isOpen, cancelled) };
    case "discarded":
      return { state: "cancelled", items: changed(standing, isGivenUp(standing), cancelled) };
    case "resumed":
      return { state: "running", items: changed(standing, isToDo, again) };
    default:
      return line satisfies never;
  }
}

/** How an import is found after a restart: what was running is interrupted, unless nothing was left to do. */
export function changeByRestart(standing: ImportStanding): StandingChange {
  if (standing.state !== "running") return {};
  return { state: standing.unfinished > 0 ? "interrupted" : "finished" };
}

export function changeOfItem(
  { items }: ImportStanding,
  photoId: string,
  change: Partial<ImportItem>,
): StandingChange {
  const item = items.get(photoId);
  return item ? { items: [{ ...item, ...change }] } : {};
}

/** Nothing brings back what was given up while it was in work. */
function changeOfWanted(
  standing: ImportStanding,
  photoId: string,
  change: Partial<ImportItem>,
): StandingChange {
  return standing.items.get(photoId)?.state === "cancelled" ? {} : changeOfItem(standing, photoId, change);
}

/** Costs as much as what changes, however large the import is. */
export function apply(standing: OwnStanding, change: StandingChange): void {
  const { items = [], stored = [], acknowledged = [] } = change;
  const touched = new Set([
    ...items.map(({ photoId }) => photoId),
    ...stored.map(([photoId]) => photoId),
    ...acknowledged,
  ]);
  for (const photoId of touched) count(standing, photoId, -1);
  for (const item of items) standing.items.set(item.photoId, item);
  for (const [photoId, files] of stored) standing.stored.set(photoId, files);
  for (const photoId of acknowledged) standing.acknowledged.add(photoId);
  for (const photoId of touched) count(standing, photoId, 1);
  standing.state = change.state ?? standing.state;
  standing.confirmed = change.confirmed ?? standing.confirmed;
}

function count(standing: OwnStanding, photoId: string, by: 1 | -1): void {
  const item = standing.items.get(photoId);
  if (!item) return;
  if (isUnfinished(standing, item)) standing.unfinished += by;
  if (!isSettledItem(standing, item)) standing.unsettled += by;
}

/** Whether an item waits for one of our workers. */
function isUnfinished(standing: ImportStanding, item: ImportItem): boolean {
  return isOpen(item) || isToSecure(standing, item);
}

/** What was copied goes to the second place as well, unless nobody wants the photo any more. */
export function isToSecure({ queued, stored }: ImportStanding, item: ImportItem): boolean {
  if (queued.secondPlace === null || !stored.has(item.photoId)) return false;
  return item.safety === "pending" && item.state !== "cancelled";
}

function isSettledItem({ acknowledged }: ImportStanding, { state, photoId }: ImportItem): boolean {
  return state === "cancelled" || (state === "done" && acknowledged.has(photoId));
}

export function isOpen({ state }: ImportItem): boolean {
  return state === "waiting" || state === "working";
}

/** The first file of the card that is still needed; null where everything was copied. */
export function nextToCopy({ queued, items, stored }: ImportStanding): string | null {
  const isNeeded = ({ photoId }: { photoId: string }) => {
    const item = items.get(photoId);
    return item !== undefined && isOpen(item) && !stored.has(photoId);
  };
  return queued.items.find(isNeeded)?.path ?? null;
}

/** What a resume would do again. */
export function isToDo(item: ImportItem): boolean {
  return isToMake(item) || (item.safety === "storeOnly" && item.state !== "cancelled");
}

function isToMake(item: ImportItem): boolean {
  return isOpen(item) || (item.state === "failed" && passing.has(item.failure));
}

function again(item: ImportItem): ImportItem {
  const safety = item.safety === "storeOnly" ? "pending" : item.safety;
  return isToMake(item) ? { ...item, safety, state: "waiting", failure: null } : { ...item, safety };
}

/** Photos of a confirmed import are on their way to their cars; of a review that was given up nothing is. */
function isGivenUp({ confirmed }: ImportStanding): (item: ImportItem) => boolean {
  return (item) => !confirmed || item.state !== "done";
}

/** What was refused had no place in the review, so nobody left it out. */
function isLeftOut({ vehicleId, state }: ImportItem): boolean {
  return vehicleId === null && state !== "failed";
}

function isAmong(photoIds: readonly string[]): (item: ImportItem) => boolean {
  const among = new Set(photoIds);
  return ({ photoId }) => among.has(photoId);
}

function cancelled(item: ImportItem): ImportItem {
  return { ...item, state: "cancelled", file: null, failure: null };
}

function made({ file, codes }: Extract<ImportLine, { type: "done" }>): Partial<ImportItem> {
  return { state: "done", file, codes, capturedAt: file.capturedAt, preview: null, failure: null };
}

function placedIn({ items }: ImportStanding) {
  return ({ photoId, vehicleId }: { photoId: string; vehicleId: string | null }): ImportItem[] => {
    const item = items.get(photoId);
    return item && item.state !== "cancelled" ? [{ ...item, vehicleId }] : [];
  };
}

function changed(
  { items }: ImportStanding,
  which: (item: ImportItem) => boolean,
  change: (item: ImportItem) => ImportItem,
): ImportItem[] {
  return [...items.values()].filter(which).map(change);
}

/** Nothing is left that anybody would want to know: everything is over, and what was made is on its car. */
export function isSettled({ state, confirmed, unsettled }: ImportStanding): boolean {
  if (state !== "finished" && state !== "cancelled") return false;
  return unsettled === 0 && (confirmed || state === "cancelled");
}

/** What did not become a photo, once nobody is at it any more; of a card that is in review the review tells. */
export function refusedIn({ queued, state, confirmed, items, stored }: ImportStanding): RefusedFile[] {
  if (!confirmed || state === "running") return [];
  const { source, startedAt } = queued;
  return queued.items.flatMap((file) => {
    const { vehicleId = null, failure = null } = items.get(file.photoId) ?? {};
    if (failure === null) return [];
    return [{ file, source, startedAt, vehicleId, failure, stored: stored.get(file.photoId) ?? null }];
  });
}
