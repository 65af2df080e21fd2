import type { Vehicle } from "#shared/model/vehicle.ts";
import { fold } from "../ui/fold.ts";

interface Car {
  readonly id: string;
  readonly vehicle: Vehicle;
}

/** "2021 Nissan Versa Advance". */
export function carTitle({ year, make, model, trim }: Vehicle): string {
  return [year, make, model, trim].filter(Boolean).join(" ");
}

/**
 * The cars that a person means by a few words of stock number, VIN, make, model or year; an exact stock number first.
 * Binned cars are not places to go to.
 */
export function carsNamed<C extends Car>(cars: readonly C[], query: string, limit: number): C[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = cars.filter(
    ({ vehicle }) => vehicle.deletedAt === null && words.every((word) => isIn(vehicle, word)),
  );
  const wanted = fold(query.trim());
  const rank = ({ vehicle }: C) => (fold(vehicle.stockNumber) === wanted ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}

function isIn(vehicle: Vehicle, word: string): boolean {
  return fold(`${vehicle.stockNumber} ${vehicle.vin} ${carTitle(vehicle)}`).includes(word);
}

/** Whether a command's words are meant by the query; accents and case do not matter. */
export function isNamed(label: string, query: string): boolean {
  const text = fold(label);
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
