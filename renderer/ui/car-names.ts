import type { Vehicle } from "#shared/model/vehicle.ts";
import { fold } from "./fold.ts";

/** What a car is known by, in a list to choose from. */
export interface NamedCar {
  readonly id: string;
  readonly vehicle: Pick<Vehicle, "stockNumber" | "vin" | "year" | "make" | "model" | "trim" | "deletedAt">;
}

/** "2021 Nissan Versa Advance"; '' where nothing of it is known. */
export function carTitle({ year, make, model, trim }: NamedCar["vehicle"]): string {
  return [year, make, model, trim].filter(Boolean).join(" ");
}

/** Cars by any words of stock number, VIN, year, make, model and trim; those in the bin are no answer. */
export function carsMatching<Car extends NamedCar>(
  cars: readonly Car[],
  search: string,
  most: number,
): Car[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const found: Car[] = [];
  for (const car of cars) {
    if (found.length === most) break;
    if (car.vehicle.deletedAt !== null) continue;
    const text = fold(`${car.vehicle.stockNumber} ${carTitle(car.vehicle)} ${car.vehicle.vin}`);
    if (words.every((word) => text.includes(word))) found.push(car);
  }
  return found;
}
