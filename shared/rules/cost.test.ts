import { describe, expect, it } from "vitest";
import type { Money } from "#shared/model/primitives.ts";
import type { VehicleCost } from "#shared/model/vehicle-cost.ts";
import { gross, sum, totalCost } from "#shared/rules/cost.ts";

const pesos = (amount: number): Money => ({ amount, currency: "MXN" });
const dollars = (amount: number): Money => ({ amount, currency: "USD" });
const line = (cost: Money) => ({ description: "Paint", cost, doneOn: null });
const cost = (purchase: Money | null, recon: VehicleCost["recon"] = {}): VehicleCost => ({
  vehicleId: crypto.randomUUID(),
  purchase,
  recon,
});

describe("costs", () => {
  it("add up in one currency and never across currencies", () => {
    expect(sum([pesos(1), pesos(2)])).toEqual(pesos(3));
    expect(sum([pesos(1), dollars(2)])).toBeNull();
    expect(sum([])).toBeNull();
  });

  it("are purchase and recon, without the lines that were removed", () => {
    expect(totalCost(cost(pesos(100), { a: line(pesos(20)), b: null }))).toEqual(pesos(120));
    expect(totalCost(cost(null, { a: line(pesos(20)) }))).toEqual(pesos(20));
    expect(totalCost(cost(null))).toBeNull();
    expect(totalCost(cost(dollars(100), { a: line(pesos(20)) }))).toBeNull();
  });

  it("leave a gross only where price and purchase are known in one currency", () => {
    expect(gross(pesos(150), cost(pesos(100), { a: line(pesos(20)) }))).toEqual(pesos(30));
    expect(gross(pesos(80), cost(pesos(100)))).toEqual(pesos(-20));
    expect(gross(null, cost(pesos(100)))).toBeNull();
    expect(gross(pesos(150), cost(null, { a: line(pesos(20)) }))).toBeNull();
    expect(gross(dollars(150), cost(pesos(100)))).toBeNull();
  });
});
