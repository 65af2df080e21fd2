import { fold } from "#renderer/ui/fold.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";

/** "2021 Nissan Versa Advance"; '' where nothing of it is known. */
export function carTitle({ year, make, model, trim }: InventoryCar["vehicle"]): string {
  return [year, make, model, trim].filter(Boolean).join(" ");
}

/** Cars by any words of stock number, VIN, year, make, model and trim; those in the bin are no answer. */
export function carsMatching(cars: readonly InventoryCar[], search: string, most: number): InventoryCar[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const found: InventoryCar[] = [];
  for (const car of cars) {
    if (found.length === most) break;
    if (car.vehicle.deletedAt !== null) continue;
    const text = fold(`${car.vehicle.stockNumber} ${carTitle(car.vehicle)} ${car.vehicle.vin}`);
    if (words.every((word) => text.includes(word))) found.push(car);
  }
  return found;
}
