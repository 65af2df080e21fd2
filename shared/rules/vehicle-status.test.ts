import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import type { Data } from "#shared/model/envelope.ts";
import { type VehicleStanding, vehicleStatuses } from "#shared/model/vehicle.ts";
import { merge } from "#shared/rules/merge.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import {
  cancelsSale,
  isInStock,
  moveStatus,
  standingBack,
  vehicleMoves,
} from "#shared/rules/vehicle-status.ts";
import { holds } from "#tests/support/replays.ts";

const at = "2026-03-10T12:00:00.000Z";
const today = "2026-03-10";
const standing = (state: VehicleStanding["state"], round = 0): VehicleStanding => ({
  state,
  round,
  since: at,
});
const moves = fc.array(fc.constantFrom(...vehicleStatuses), { maxLength: 12 });

/** A car after the moves that were allowed. */
function moved(states: readonly VehicleStanding["state"][]) {
  return states.reduce(
    (car, to) => {
      const result = moveStatus(car, to, at, today);
      return result.ok ? { status: result.standing, soldOn: result.soldOn } : car;
    },
    { status: standing("acquired"), soldOn: null as string | null },
  );
}

describe("status moves", () => {
  it("go only where the rules say", () => {
    for (const from of vehicleStatuses) {
      for (const to of vehicleStatuses) {
        const result = moveStatus({ status: standing(from), soldOn: null }, to, at, today);
        expect(result.ok, `${from} to ${to}`).toBe(vehicleMoves[from].includes(to));
      }
    }
  });

  it("reach every status from every other", () => {
    for (const from of vehicleStatuses) {
      const reached = new Set([from]);
      for (const state of reached) vehicleMoves[state].forEach((next) => reached.add(next));
      expect([...reached].sort()).toEqual([...vehicleStatuses].sort());
    }
  });

  it("set the day of sale, keep it on delivery, and take it back when the sale is cancelled", () => {
    const sold = moveStatus({ status: standing("listed"), soldOn: null }, "sold", at, "2026-03-01");
    expect(sold).toMatchObject({ ok: true, soldOn: "2026-03-01", standing: { state: "sold", round: 1 } });
    const delivered = moveStatus(
      { status: standing("sold", 1), soldOn: "2026-03-01" },
      "delivered",
      at,
      today,
    );
    expect(delivered).toMatchObject({ ok: true, soldOn: "2026-03-01", standing: { round: 1 } });
    const cancelled = moveStatus({ status: standing("sold", 1), soldOn: "2026-03-01" }, "listed", at, today);
    expect(cancelled).toMatchObject({ ok: true, soldOn: null, standing: { round: 2 } });
  });

  it("leave a sold car with a day of sale and an unsold one without", () => {
    holds("status-sold-on", [moves], (states) => {
      const car = moved(states);
      expect(car.soldOn === null).toBe(isInStock(car.status.state));
    });
  });

  it("name the moves that cancel a sale", () => {
    expect(cancelsSale("sold", "listed")).toBe(true);
    expect(cancelsSale("sold", "delivered")).toBe(false);
    expect(cancelsSale("listed", "ready")).toBe(false);
  });
});

describe("a sale", () => {
  it("is not undone by an edit made in ignorance of it, however late", () => {
    const unsold = fc.array(fc.constantFrom("listed", "ready", "recon", "reserved"), { maxLength: 8 });
    holds("sale-survives", [unsold], (states) => {
      const car = created("vehicle", crypto.randomUUID(), { status: standing("listed") });
      const seller = changed(car, { status: standing("sold", 1) }, "000000000001-0000-aa");
      const others = states.reduce((current, to, index) => {
        const result = moveStatus(
          { status: current.data["status"] as VehicleStanding, soldOn: null },
          to,
          at,
          today,
        );
        return result.ok
          ? changed(current, { status: result.standing } as Data, `00000000000${2 + index}-0000-bb`)
          : current;
      }, car);
      expect(merge(seller, others, car).document.data["status"]).toMatchObject({ state: "sold" });
    });
  });

  it("that is undone stays undone where another desk still has it", () => {
    const car = created("vehicle", crypto.randomUUID(), { status: standing("listed") });
    const sold = changed(car, { status: standing("sold", 1) }, "000000000001-0000-aa");
    const back = standingBack(standing("sold", 1), standing("listed"));
    const undone = changed(sold, { status: back }, "000000000002-0000-aa");
    expect(merge(sold, undone, null).document.data["status"]).toMatchObject({ state: "listed", round: 2 });
  });
});
