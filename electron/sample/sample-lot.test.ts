import { describe, expect, it } from "vitest";
import { SampleCar } from "#shared/contract/bridge.ts";
import { Currency } from "#shared/model/primitives.ts";
import { vehicleStatuses } from "#shared/model/vehicle.ts";
import { daysInStock } from "#shared/rules/ageing.ts";
import { gross } from "#shared/rules/cost.ts";
import { vehicleMoves } from "#shared/rules/vehicle-status.ts";
import { sampleLot } from "./sample-lot.ts";

const today = "2026-03-02";
const lot = sampleLot({ today, currency: "MXN" });

/** ISO 3779 with the check digit of 49 CFR 565.15: the weighted sum of the characters' values modulo 11. */
function checkDigit(vin: string): string {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const letters = "ABCDEFGH.JKLMN.P.R.STUVWXYZ";
  const value = (character: string) => {
    const place = letters.indexOf(character);
    if (place < 0) return Number(character);
    return place < 18 ? (place % 9) + 1 : place - 17;
  };
  const total = vin
    .split("")
    .reduce((sum, character, index) => sum + value(character) * (weights[index] ?? 0), 0);
  return total % 11 === 10 ? "X" : String(total % 11);
}

describe("the sample lot", () => {
  it("is the same lot for the same day, and keeps its ids on every other", () => {
    expect(sampleLot({ today, currency: "MXN" })).toEqual(lot);
    const later = sampleLot({ today: "2027-08-09", currency: "MXN" });
    expect(later.map((car) => car.vehicleId)).toEqual(lot.map((car) => car.vehicleId));
    expect(later.map((car) => car.vehicle.acquiredOn)).not.toEqual(lot.map((car) => car.vehicle.acquiredOn));
  });

  it.each(Currency.options)("is made of valid documents in %s", (currency) => {
    for (const car of sampleLot({ today, currency })) expect(SampleCar.parse(car)).toEqual(car);
  });

  it("checks the check digits right: the example of 49 CFR 565 passes, one changed digit does not", () => {
    expect(checkDigit("1M8GDM9AXKP042788")).toBe("X");
    expect(checkDigit("1M8GDM9AXKP042789")).not.toBe("X");
  });

  it("has VINs that pass the check digit, of the model year", () => {
    for (const { vehicle } of lot) {
      expect(vehicle.vin).toMatch(/^[A-HJ-NPR-Z0-9]{17}$/);
      expect(vehicle.vin[8], vehicle.vin).toBe(checkDigit(vehicle.vin));
      expect(vehicle.vin[9], vehicle.vin).toBe("JKLMNPR"[(vehicle.year ?? 0) - 2018]);
    }
  });

  it("has 24 cars, each with its own stock number, VIN and id", () => {
    expect(lot).toHaveLength(24);
    expect(new Set(lot.map((car) => car.vehicle.stockNumber)).size).toBe(24);
    expect(new Set(lot.map((car) => car.vehicle.vin)).size).toBe(24);
    expect(new Set(lot.map((car) => car.vehicleId)).size).toBe(24);
  });

  it("stands on two lots and has every status", () => {
    expect(new Set(lot.map((car) => car.vehicle.location))).toEqual(
      new Set(["Lote Centro", "Lote Periférico"]),
    );
    expect(new Set(lot.map((car) => car.vehicle.status.state))).toEqual(new Set(vehicleStatuses));
  });

  it("came to its statuses by allowed moves, in order, none of them in the future", () => {
    for (const { vehicle, moves } of lot) {
      expect(moves[0]).toMatchObject({ from: null, to: "acquired" });
      for (const [index, { from, to, at }] of moves.entries()) {
        expect(from).toBe(moves[index - 1]?.to ?? null);
        if (from) expect(vehicleMoves[from]).toContain(to);
        expect(at > (moves[index - 1]?.at ?? ""), `${vehicle.stockNumber} ${to}`).toBe(true);
        expect(at < today, `${vehicle.stockNumber} ${to}`).toBe(true);
      }
      expect(vehicle.status).toMatchObject({ state: moves.at(-1)?.to, since: moves.at(-1)?.at });
    }
  });

  it("counts a round for every sale and for every cancelled sale, and dates the sales that hold", () => {
    const sale = (state: string | null) => state === "sold" || state === "delivered";
    for (const { vehicle, moves } of lot) {
      const crossings = moves.filter(({ from, to }) => sale(from) !== sale(to)).length;
      expect(vehicle.status.round).toBe(crossings);
      expect(vehicle.soldOn !== null).toBe(sale(vehicle.status.state));
      if (vehicle.soldOn) expect(vehicle.soldOn >= vehicle.acquiredOn && vehicle.soldOn < today).toBe(true);
    }
    expect(lot.filter(({ vehicle }) => vehicle.status.round === 2)).toHaveLength(1);
  });

  it("was acquired 2 to 160 days ago", () => {
    for (const { vehicle } of lot) {
      const days = daysInStock({ ...vehicle, soldOn: null }, today);
      expect(days).toBeGreaterThanOrEqual(2);
      expect(days).toBeLessThanOrEqual(160);
    }
  });

  it.each(Currency.options)("leaves 8 to 18 per cent of gross in %s", (currency) => {
    for (const { vehicle, cost } of sampleLot({ today, currency })) {
      const share = (gross(vehicle.price, cost)?.amount ?? 0) / (vehicle.price?.amount ?? 1);
      expect(share, vehicle.stockNumber).toBeGreaterThan(0.08);
      expect(share, vehicle.stockNumber).toBeLessThan(0.18);
    }
  });
});
