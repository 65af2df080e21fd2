import type { InventoryCar } from "#renderer/replica/inventory.ts";

/** "2021 Nissan Versa"; empty where nothing of it is known. */
export function carTitle({ vehicle: { year, make, model } }: InventoryCar): string {
  return [year, make, model].filter(Boolean).join(" ");
}

/** What a car is called in a sentence: its stock number, else its title, else `unnamed`. */
export function carName(car: InventoryCar, unnamed: string): string {
  return car.vehicle.stockNumber || carTitle(car) || unnamed;
}
