import type { LibraryEntry, LibraryGroup } from "./library-view.ts";

export const sortKeys = ["added", "taken", "stockNumber", "name"] as const;
export type SortKey = (typeof sortKeys)[number];

/** Names go from A to Z and numbers upwards when `reversed` is false; times begin with the latest. */
export interface LibrarySort {
  readonly key: SortKey;
  readonly reversed: boolean;
}

export const sortAtFirst: LibrarySort = { key: "added", reversed: false };

/** The order of photos in one list. */
export function entryOrder({ key, reversed }: LibrarySort): (a: LibraryEntry, b: LibraryEntry) => number {
  const keyOf = entryKeys[key];
  const down = isTime(key) !== reversed ? -1 : 1;
  return (a, b) => down * compared(keyOf(a), keyOf(b)) || compared(a.photo.id, b.photo.id);
}

/** The order of cars; a car is as new as its latest photo. */
export function groupOrder({ key, reversed }: LibrarySort): (a: LibraryGroup, b: LibraryGroup) => number {
  const keys = new Map<LibraryGroup, string>();
  const keyOf = (group: LibraryGroup) => {
    const known = keys.get(group);
    if (known !== undefined) return known;
    const made = groupKey(group, key);
    keys.set(group, made);
    return made;
  };
  const down = isTime(key) !== reversed ? -1 : 1;
  return (a, b) => down * compared(keyOf(a), keyOf(b)) || compared(a.key, b.key);
}

const isTime = (key: SortKey) => key === "added" || key === "taken";

const names = new WeakMap<object, string>();

const entryKeys: Readonly<Record<SortKey, (entry: LibraryEntry) => string>> = {
  added: ({ photo }) => photo.importedAt,
  taken: ({ photo }) => photo.capturedAt ?? "",
  stockNumber: ({ car, photo }) => `${stockKey(car)}\n${photo.sequence}`,
  name: ({ photo }) => remembered(photo, photo.name),
};

function groupKey({ car, entries }: LibraryGroup, key: SortKey): string {
  if (key === "stockNumber") return stockKey(car);
  if (key === "name") return car ? `${car.vehicle.make} ${car.vehicle.model}`.toLowerCase() : "";
  return entries.reduce((latest, entry) => {
    const time = entryKeys[key](entry);
    return time > latest ? time : latest;
  }, "");
}

/** Cars without a number come last. */
function stockKey(car: LibraryGroup["car"]): string {
  return car?.vehicle.stockNumber ? remembered(car, car.vehicle.stockNumber) : "\uffff";
}

function remembered(owner: object, text: string): string {
  const known = names.get(owner);
  if (known !== undefined) return known;
  const made = natural(text);
  names.set(owner, made);
  return made;
}

/** So that IMG_9 comes before IMG_10. */
function natural(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
