import { Change, lineKinds, Overlap, overlapKinds } from "#shared/model/activity.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { LiveRows } from "./live-rows.ts";
import { Listeners, livePair, liveView, type LiveValue } from "./live-value.ts";

export interface HistoryEntry {
  readonly id: string;
  /** What a car cost has lines of a kind of its own. */
  readonly kind: string;
  readonly change: Change;
}

export interface OverlapEntry {
  readonly id: string;
  readonly overlap: Overlap;
}

type Entries = readonly HistoryEntry[];

/** The lines of a car, latest first; the same live value for the same car. */
export function carHistories(activityRows: LiveRows): (vehicleId: string) => LiveValue<Entries> {
  const views = new WeakMap<LiveValue<unknown>, LiveValue<Entries>>();
  return (vehicleId) => {
    const [lines, costLines] = lineKinds.map((kind) => activityRows.of(kind, vehicleId));
    const view =
      views.get(lines!) ??
      liveView(livePair(lines!, costLines!), (found) => found.flat().flatMap(historyEntry).sort(latestFirst));
    views.set(lines!, view);
    return view;
  };
}

export function historyEntry({ id, kind, data }: Envelope): HistoryEntry[] {
  const change = Change.safeParse(data);
  return change.success ? [{ id, kind, change: change.data }] : [];
}

function latestFirst(a: HistoryEntry, b: HistoryEntry): number {
  if (a.change.at !== b.change.at) return a.change.at < b.change.at ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

/** The lines that tell of a photo, also those of cars that it was moved from, with no other photo's fields. */
export function photoHistory(
  ofCar: (vehicleId: string) => LiveValue<Entries>,
  vehicleId: string,
  photoId: string,
): LiveValue<Entries> {
  const listeners = new Listeners();
  const heard = new Map<string, () => void>();
  let last: { readonly read: readonly Entries[]; readonly entries: Entries } | undefined;

  function followed(): readonly Entries[] {
    const read = new Map<string, Entries>();
    const open = [vehicleId];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (read.has(id)) continue;
      const entries = ofCar(id).get();
      read.set(id, entries);
      open.push(...earlierCars(entries, photoId));
    }
    hear([...read.keys()]);
    return [...read.values()];
  }

  function hear(vehicleIds: readonly string[]): void {
    if (listeners.size === 0) return;
    for (const id of vehicleIds)
      if (!heard.has(id))
        heard.set(
          id,
          ofCar(id).subscribe(() => listeners.tell()),
        );
  }

  return {
    get() {
      const read = followed();
      if (last && last.read.length === read.length && last.read.every((one, at) => one === read[at]))
        return last.entries;
      last = { read, entries: ofPhotoOnly(read.flat(), photoId) };
      return last.entries;
    },
    subscribe(listener) {
      const end = listeners.add(listener);
      followed();
      return () => {
        end();
        if (listeners.size > 0) return;
        heard.forEach((stop) => stop());
        heard.clear();
      };
    },
  };
}

function earlierCars(entries: Entries, photoId: string): string[] {
  return entries.flatMap(({ change }) =>
    change.changes.flatMap(({ field, from, photoId: id }) =>
      field === "vehicleId" && id === photoId && typeof from === "string" ? [from] : [],
    ),
  );
}

function ofPhotoOnly(entries: Entries, photoId: string): Entries {
  return entries
    .map((entry) => {
      const changes = entry.change.changes.filter((field) => field.photoId === photoId);
      return { ...entry, change: { ...entry.change, changes } };
    })
    .filter(({ change }) => change.changes.length > 0)
    .sort(latestFirst);
}

/** Where nobody has said yet what is right, latest first. */
export function openOverlapsOf(activityRows: LiveRows): LiveValue<readonly OverlapEntry[]> {
  const [overlaps, costOverlaps] = overlapKinds.map((kind) => activityRows.of(kind));
  return liveView(livePair(overlaps!, costOverlaps!), (found) =>
    found
      .flat()
      .sort((a, b) => a.order - b.order)
      .flatMap(overlapEntry)
      .filter(({ overlap }) => overlap.settledAt === null),
  );
}

export function overlapEntry({ id, data }: Envelope): OverlapEntry[] {
  const overlap = Overlap.safeParse(data);
  return overlap.success ? [{ id, overlap: overlap.data }] : [];
}
