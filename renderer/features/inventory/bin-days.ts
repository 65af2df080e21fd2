import type { InventoryCar } from "#renderer/replica/inventory.ts";

/** Days that a car stays restorable after it was put in the bin. */
export const binDays = 30;
const dayMillis = 86_400_000;

/** Whole days left of the 30, never negative: 30 in the first day, 0 once the time is up. Instants are UTC ISO strings. */
export function daysLeftInBin(deletedAt: string, now: number): number {
  const passed = Math.floor((now - Date.parse(deletedAt)) / dayMillis);
  return Math.max(0, Math.min(binDays, binDays - passed));
}

/** The cars that are in the bin and can still be had back, binned last first. */
export function binnedCars(cars: readonly InventoryCar[], now: number): readonly InventoryCar[] {
  return cars
    .filter(
      ({ vehicle: { deletedAt } }) =>
        deletedAt !== null && now - Date.parse(deletedAt) <= binDays * dayMillis,
    )
    .sort((a, b) => (b.vehicle.deletedAt ?? "").localeCompare(a.vehicle.deletedAt ?? ""));
}
