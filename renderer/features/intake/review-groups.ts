import type { ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoGroup } from "#shared/rules/photo-grouping.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";

/** Where photos stand that are put on no car. It is no car's id, and main keeps it over a restart like one. */
export const leftOutId = "00000000-0000-0000-0000-000000000000";

/** What is known of a car that is made when the review is confirmed. */
export interface NewCar {
  readonly vin: string;
  readonly stockNumber: string;
}

/** A car that is not in the inventory: `isDecided` once the user said that it is to be made, or to come back from the bin. */
export interface PlannedCar extends NewCar {
  readonly isDecided: boolean;
}

type GroupCar =
  | { readonly type: "known"; readonly car: InventoryCar }
  /** In the bin; `restored` once the user said that it is to come back. */
  | { readonly type: "binned" | "restored"; readonly car: InventoryCar }
  | { readonly type: "new"; readonly newCar: NewCar }
  /** `named` is what a label calls it, of a car that nobody said is new. */
  | { readonly type: "undecided"; readonly named: NewCar | null }
  | { readonly type: "leftOut" };

export interface ReviewPhoto {
  readonly photoId: string;
  /** Why it is not put on the group's car; null where it is. */
  readonly leftOut: "said" | "label" | "imported" | null;
}

export interface ReviewGroup {
  readonly key: string;
  /** The car's id, of one that is still to be made too; null where nothing stands for it yet. */
  readonly vehicleId: string | null;
  readonly car: GroupCar;
  readonly reason: PhotoGroup["reason"];
  /** When the label was photographed that told the car; null where none did. */
  readonly labelTakenAt: string | null;
  /** Seconds without a picture before its first one; null at the beginning of the card. */
  readonly pause: number | null;
  readonly photos: readonly ReviewPhoto[];
}

export interface GroupingFacts {
  readonly items: ReadonlyMap<string, ImportItem>;
  /** Those in the bin too. */
  readonly carsById: ReadonlyMap<string, InventoryCar>;
  /** By the id that they have or will have. */
  readonly plannedCars: ReadonlyMap<string, PlannedCar>;
}

/**
 * What the rules found, as the review shows it: one group for each car, and what is left out at the end. Labels stay with
 * the photos that they told the car of.
 */
export function reviewGroups(found: readonly PhotoGroup[], facts: GroupingFacts): ReviewGroup[] {
  const groups = new Map<string, ReviewGroup>();
  const out: ReviewPhoto[] = [];
  const pauses = pausesBefore(facts.items);
  for (const group of found) {
    const photos = group.photoIds.map((photoId) => reviewPhoto(photoId, group, facts));
    if (photos.every(({ leftOut }) => leftOut !== null)) {
      out.push(...photos);
      continue;
    }
    const key = group.vehicleId ?? group.key;
    const known = groups.get(key);
    groups.set(key, {
      key,
      vehicleId: group.vehicleId,
      car: carOf(group, facts),
      reason: known?.reason ?? group.reason,
      labelTakenAt: known?.labelTakenAt ?? takenAt(group.labelIds[0], facts),
      pause: known ? known.pause : (pauses.get(group.photoIds[0] ?? "") ?? null),
      photos: [...(known?.photos ?? []), ...photos],
    });
  }
  const sorted = [...groups.values()];
  if (out.length > 0) sorted.push(outGroup(out));
  return sorted;
}

export function includedOf({ photos }: ReviewGroup): string[] {
  return photos.filter(({ leftOut }) => leftOut === null).map(({ photoId }) => photoId);
}

/** Whether it is still to be said on which car its photos are put. */
export function isOpen({ car }: ReviewGroup): boolean {
  return car.type === "undecided" || car.type === "binned";
}

export interface ReviewTotals {
  readonly photos: number;
  readonly cars: number;
  readonly newCars: number;
  readonly restoredCars: number;
  /** Photos whose car is still to be said. */
  readonly undecided: number;
  readonly leftOut: number;
}

export function totalsOf(groups: readonly ReviewGroup[]): ReviewTotals {
  const totals = { photos: 0, cars: 0, newCars: 0, restoredCars: 0, undecided: 0, leftOut: 0 };
  for (const group of groups) {
    const included = includedOf(group).length;
    totals.leftOut += group.photos.length - included;
    if (isOpen(group)) totals.undecided += included;
    if (isOpen(group) || group.car.type === "leftOut") continue;
    totals.photos += included;
    totals.cars += 1;
    if (group.car.type === "new") totals.newCars += 1;
    if (group.car.type === "restored") totals.restoredCars += 1;
  }
  return totals;
}

function outGroup(photos: readonly ReviewPhoto[]): ReviewGroup {
  return {
    key: leftOutId,
    vehicleId: null,
    car: { type: "leftOut" },
    reason: { type: "placed", text: "" },
    labelTakenAt: null,
    pause: null,
    photos,
  };
}

function reviewPhoto(photoId: string, group: PhotoGroup, { items }: GroupingFacts): ReviewPhoto {
  if (group.vehicleId === leftOutId) return { photoId, leftOut: "said" };
  // What the user puts on a car goes there, whatever it shows.
  if (items.get(photoId)?.vehicleId) return { photoId, leftOut: null };
  if (group.reason.type === "imported") return { photoId, leftOut: "imported" };
  return { photoId, leftOut: group.labelIds.includes(photoId) ? "label" : null };
}

function carOf(group: PhotoGroup, { carsById, plannedCars }: GroupingFacts): GroupCar {
  const { vehicleId, newCar, unknownStock } = group;
  const car = vehicleId === null ? undefined : carsById.get(vehicleId);
  const planned = vehicleId === null ? undefined : plannedCars.get(vehicleId);
  if (car?.vehicle.deletedAt === null) return { type: "known", car };
  if (car) return { type: planned?.isDecided ? "restored" : "binned", car };
  if (newCar) return { type: "new", newCar };
  if (unknownStock !== null) return { type: "undecided", named: { vin: "", stockNumber: unknownStock } };
  if (!planned) return { type: "undecided", named: null };
  const { isDecided, ...named } = planned;
  return isDecided ? { type: "new", newCar: named } : { type: "undecided", named };
}

function takenAt(photoId: string | undefined, { items }: GroupingFacts): string | null {
  return (photoId === undefined ? undefined : items.get(photoId)?.capturedAt) ?? null;
}

/** Seconds between each photo and the one that was taken before it; the first of the card has none. */
function pausesBefore(items: GroupingFacts["items"]): ReadonlyMap<string, number> {
  const taken = [...items.values()]
    .flatMap(({ photoId, capturedAt }) => (capturedAt ? [{ photoId, at: Date.parse(`${capturedAt}Z`) }] : []))
    .sort((a, b) => a.at - b.at);
  return new Map(
    taken.flatMap(({ photoId, at }, index) => {
      const before = taken[index - 1];
      return before ? [[photoId, (at - before.at) / 1000] as const] : [];
    }),
  );
}
