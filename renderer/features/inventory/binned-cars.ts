import { isRestorable } from "#shared/rules/bin-days.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";

/** The cars that are in the bin and can still be had back, binned last first. */
export function binnedCars(cars: readonly InventoryCar[], now: number): readonly InventoryCar[] {
  return cars
    .filter(({ vehicle: { deletedAt } }) => deletedAt !== null && isRestorable(deletedAt, now))
    .sort((a, b) => (b.vehicle.deletedAt ?? "").localeCompare(a.vehicle.deletedAt ?? ""));
}
