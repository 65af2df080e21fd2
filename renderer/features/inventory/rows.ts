import type { Vehicle } from "#shared/model/vehicle.ts";
import { daysInStock } from "#shared/rules/ageing.ts";
import { isInStock } from "#shared/rules/vehicle-status.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { fold } from "#renderer/ui/fold.ts";

/** A car as the table sees it: what searching and sorting would otherwise work out again at every key press. */
export interface CarRow {
  readonly car: InventoryCar;
  readonly id: string;
  /** What the car is called: year, make and model. */
  readonly title: string;
  /** The words that can be searched for by how they begin: folded, each behind a blank. */
  readonly text: string;
  /** Stock number and VIN, folded, of which people remember any part. */
  readonly codes: string;
  /** What no other car should have. */
  readonly numbers: readonly string[];
  readonly days: number;
  /** How long the car has aged on the lot: only cars that still stand there do. */
  readonly ageing: "fresh" | "ageing" | "old";
}

/** Year, make and model, as far as they are known. */
export function carTitle(vehicle: { year: number | null; make: string; model: string }): string {
  return [vehicle.year, vehicle.make, vehicle.model].filter(Boolean).join(" ");
}

/** Days from which a car on the lot is shown as ageing, and as old. */
const ageingFrom = 60;
const oldFrom = 90;

function ageing(days: number, inStock: boolean): CarRow["ageing"] {
  if (!inStock || days < ageingFrom) return "fresh";
  return days < oldFrom ? "ageing" : "old";
}

/** The rows of cars that are not in the bin; rows of unchanged cars are the same objects as before. */
export function rowsOf(cars: readonly InventoryCar[], today: string, known: RowCache): readonly CarRow[] {
  return cars.filter((car) => car.vehicle.deletedAt === null).map((car) => rowOf(car, today, known));
}

export interface RowCache {
  today: string;
  rows: WeakMap<InventoryCar, CarRow>;
}

export function rowCache(): RowCache {
  return { today: "", rows: new WeakMap() };
}

function rowOf(car: InventoryCar, today: string, known: RowCache): CarRow {
  if (known.today !== today) Object.assign(known, { today, rows: new WeakMap() });
  const before = known.rows.get(car);
  if (before) return before;
  const { vehicle } = car;
  const days = daysInStock(vehicle, today);
  const row: CarRow = {
    car,
    id: car.id,
    title: carTitle(vehicle),
    text: beginnings(fold(words(vehicle).join(" "))),
    codes: fold(`${vehicle.stockNumber} ${vehicle.vin}`),
    numbers: numbersOf(vehicle),
    days,
    ageing: ageing(days, isInStock(vehicle.status.state)),
  };
  known.rows.set(car, row);
  return row;
}

function words({ year, make, model, trim, exteriorColor, location }: Vehicle): (string | number | null)[] {
  return [year, make, model, trim, exteriorColor, location];
}

/** Equal where people would take two numbers for the same. */
function numbersOf({ stockNumber, vin }: Pick<Vehicle, "stockNumber" | "vin">): readonly string[] {
  const numbers = { stockNumber, vin };
  return Object.entries(numbers).flatMap(([field, text]) =>
    text.trim() === "" ? [] : [`${field} ${fold(text.trim())}`],
  );
}

/** "CR-V" is found by "cr-v" and by "v"; nothing is found by what stands inside a word: "ford" is no "Oxford". */
function beginnings(text: string): string {
  return ` ${text} ${text.replace(/[^\p{Letter}\p{Number}]+/gu, " ")}`;
}
