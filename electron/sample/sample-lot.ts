import { v5 } from "uuid";
import type { SampleCar } from "#shared/contract/bridge.ts";
import type { Currency, Money } from "#shared/model/primitives.ts";
import type { Vehicle, VehicleStatus } from "#shared/model/vehicle.ts";
import { moveStatus } from "#shared/rules/vehicle-status.ts";
import { carsOfCentro } from "./cars-of-centro.ts";
import { carsOfPeriferico } from "./cars-of-periferico.ts";
import type { LotCar } from "./lot-car.ts";

const locations = [
  { location: "Lote Centro", cars: carsOfCentro },
  { location: "Lote Periférico", cars: carsOfPeriferico },
];

/** Every car of the lot as it was typed in. */
export const lotCars: readonly LotCar[] = locations.flatMap(({ cars }) => cars);

/** Names of the sample lot become ids under this, so that a stock number has the same id on every desk. */
const namespace = "6f6a1f0e-3c55-4b0a-9d0c-8a4f0d6f2b11";

/**
 * What one unit buys in pesos, roughly, in 2026. It only makes the sample plausible in the currency that the dealer
 * chose; real amounts are never converted.
 */
const pesosPerUnit: Readonly<Record<Currency, number>> = {
  MXN: 1,
  USD: 18,
  EUR: 21,
  BGN: 10.7,
  RON: 4.2,
  GBP: 24.5,
};

/** The day that lies `days` before (negative: after) a civil date. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

/** An instant within the lot's opening hours (10:00 to 17:59 in central Mexico), different for each act. */
function instantOn(day: string, act: string): string {
  const minute = Number.parseInt(v5(act, namespace).slice(0, 8), 16) % 480;
  return new Date(Date.parse(day) + (16 * 60 + minute) * 60_000).toISOString();
}

function amountIn(currency: Currency, pesos: number): Money {
  const units = pesos / pesosPerUnit[currency];
  return { amount: (currency === "MXN" ? units : Math.round(units / 5) * 5) * 100, currency };
}

type History = Pick<Vehicle, "status" | "soldOn"> & { moves: SampleCar["moves"] };

function historyOf(car: LotCar, today: string): History {
  const at = (to: VehicleStatus, days: number) =>
    instantOn(dayBefore(today, days), `${car.stockNumber}/${to}/${days}`);
  const acquiredAt = at("acquired", car.acquired);
  let history: History = {
    status: { state: "acquired", round: 0, since: acquiredAt },
    soldOn: null,
    moves: [{ at: acquiredAt, from: null, to: "acquired" }],
  };
  for (const [to, days] of car.moves) {
    const from = history.status.state;
    const moved = moveStatus(history, to, at(to, days), dayBefore(today, days));
    if (!moved.ok) throw new Error(`${car.stockNumber} cannot go from ${from} to ${to}`);
    const { standing, soldOn } = moved;
    const moves = [...history.moves, { at: standing.since, from, to }];
    history = { status: standing, soldOn, moves };
  }
  return history;
}

function reconOf(car: LotCar, today: string, currency: Currency): SampleCar["cost"]["recon"] {
  return Object.fromEntries(
    car.recon.map(([description, pesos, days], index) => [
      v5(`${car.stockNumber}/recon/${index}`, namespace),
      {
        description,
        cost: amountIn(currency, pesos),
        doneOn: days < car.acquired ? dayBefore(today, car.acquired - days) : null,
      },
    ]),
  );
}

function sampleCar(car: LotCar, location: string, today: string, currency: Currency): SampleCar {
  const { kilometres, price, purchase, acquired, moves: _, recon: __, features, ...described } = car;
  const vehicleId = v5(car.stockNumber, namespace);
  const { moves, ...standing } = historyOf(car, today);
  return {
    vehicleId,
    vehicle: {
      ...described,
      ...standing,
      odometer: { value: kilometres, unit: "km" },
      price: amountIn(currency, price),
      location,
      acquiredOn: dayBefore(today, acquired),
      features: Object.fromEntries(features.map((feature) => [feature, true as const])),
      coverPhotoId: null,
      deletedAt: null,
    },
    cost: {
      vehicleId,
      purchase: amountIn(currency, purchase),
      recon: reconOf(car, today, currency),
    },
    moves,
  };
}

/** Two lots of a dealer in Guadalajara as they stand on `today` (a civil date); the same for the same day. */
export function sampleLot({ today, currency }: { today: string; currency: Currency }): SampleCar[] {
  return locations.flatMap(({ location, cars }) =>
    cars.map((car) => sampleCar(car, location, today, currency)),
  );
}
