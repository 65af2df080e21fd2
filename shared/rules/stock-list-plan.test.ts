import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Money } from "../model/primitives.ts";
import type { Vehicle } from "../model/vehicle.ts";
import { changesBy, listedVehicle } from "./stock-list-changes.ts";
import { createPlanner, isTaken, type KnownCar, type PlannedRow } from "./stock-list-plan.ts";
import type { ListSettings } from "./stock-list-values.ts";

const settings: ListSettings = { currency: "MXN", unit: "km", dateOrder: "dmy", today: "2026-03-10" };
const moment = { at: "2026-03-10T12:00:00.000Z", today: "2026-03-10" };
const mapping = [
  "stockNumber",
  "vin",
  "make",
  "model",
  "year",
  "price",
  "status",
  "purchase",
  "features",
] as const;
const vin = "3N1CN8AE0ML800123";
const otherVin = "1HGCM82633A004352";

const blank: Vehicle = {
  stockNumber: "",
  vin: "",
  year: null,
  make: "",
  model: "",
  trim: "",
  bodyStyle: null,
  exteriorColor: "",
  transmission: null,
  fuel: null,
  odometer: null,
  price: null,
  status: { state: "acquired", round: 0, since: "2026-01-01T00:00:00.000Z" },
  location: "",
  acquiredOn: "2026-01-01",
  soldOn: null,
  features: {},
  notes: "",
  coverPhotoId: null,
  deletedAt: null,
};
const car = (id: string, patch: Partial<Vehicle>): KnownCar => ({ id, vehicle: { ...blank, ...patch } });

function plan(
  rows: readonly (readonly string[])[],
  cars: readonly KnownCar[] = [],
  more: object = {},
): PlannedRow[] {
  const planner = createPlanner({
    cars,
    purchases: new Map<string, Money | null>(),
    mapping,
    settings,
    everyCar: {},
    badCells: "leaveOut",
    moment,
    idFor: (key) => `id of ${key}`,
    ...more,
  });
  return rows.map((row, index) => planner(row, index));
}

describe("a row is of the car", () => {
  const versa = car("versa", {
    stockNumber: "A-1",
    vin,
    make: "Nissan",
    price: { amount: 100_00, currency: "MXN" },
  });

  test("with its VIN, whatever its stock number", () => {
    const [row] = plan([["B-9", vin.toLowerCase(), "NISSAN"]], [versa]);
    expect(row).toMatchObject({ vehicleId: "versa", verdict: "update" });
    expect(row!.changes).toEqual({ stockNumber: { from: "A-1", to: "B-9" } });
  });

  test("with its stock number where one of the VINs is not known", () => {
    const [row] = plan([["a1", "", "Nissan", "Versa"]], [versa]);
    expect(row).toMatchObject({ vehicleId: "versa", verdict: "update", changes: { model: { to: "Versa" } } });
  });

  test("and of a new one where the VINs differ, which it says", () => {
    const [row] = plan([["A-1", otherVin, "Honda"]], [versa]);
    expect(row).toMatchObject({ verdict: "new", isNumberTaken: true, vehicleId: `id of vin ${otherVin}` });
  });

  test("and of none of the bin", () => {
    const binned = car("versa", { ...versa.vehicle, deletedAt: moment.at });
    expect(plan([["A-1", vin, "Nissan"]], [binned])[0]).toMatchObject({ verdict: "new" });
  });

  test("which is not said where several have its number", () => {
    const twin = car("twin", { stockNumber: "A-1", make: "Seat" });
    expect(plan([["A-1", "", "Seat"]], [twin, car("other", twin.vehicle)])[0]!.verdict).toBe("ambiguous");
  });

  test("whose every word it repeats where it has neither number", () => {
    const kia = car("kia", { make: "Kia", model: "Rio", year: 2019 });
    expect(plan([["", "", "KIA", "Río", "2019"]], [kia])[0]).toMatchObject({
      verdict: "same",
      vehicleId: "kia",
    });
    expect(plan([["", "", "Kia", "Rio", "2019", "150000"]], [kia])[0]!.verdict).toBe("new");
  });
});

describe("within one list", () => {
  test("the same car stands once, and the later row can be taken in by hand", () => {
    const rows = plan([
      ["A-1", vin, "Nissan"],
      ["A-2", vin, "Nissan"],
      ["", "", "Kia", "Rio", "2019"],
      ["", "", "Kia", "Rio", "2019"],
    ]);
    expect(rows.map(({ verdict, repeats }) => [verdict, repeats])).toEqual([
      ["new", null],
      ["repeated", 0],
      ["new", null],
      ["repeated", 2],
    ]);
    const choices = { known: "update", leftOut: new Set<number>(), takenIn: new Set([3]) } as const;
    expect(rows.map((row) => isTaken(row, choices))).toEqual([true, false, true, true]);
    expect(new Set(rows.map(({ vehicleId }) => vehicleId)).size).toBe(4);
  });

  test("a row that cannot be read does not stand in the way of one that can", () => {
    const rows = plan([
      ["A-1", vin, "Nissan", "", "20l9"],
      ["A-1", vin, "Nissan", "", "2019"],
    ]);
    expect(rows.map(({ verdict }) => verdict)).toEqual(["bad", "new"]);
    expect(plan([["A-1", vin, "Nissan", "", "20l9"]], [], { badCells: "leaveEmpty" })[0]!.verdict).toBe(
      "new",
    );
  });

  test("a car has to be findable", () => {
    expect(plan([["", "", "", "Versa", "2019"]])[0]!.verdict).toBe("nameless");
    expect(plan([["", "", "", "Versa", "2019"]], [], { everyCar: { make: "Nissan" } })[0]!.verdict).toBe(
      "new",
    );
  });
});

describe("an update", () => {
  const at = (state: Vehicle["status"]["state"], more: Partial<Vehicle> = {}) =>
    ({ ...blank, status: { state, round: state === "sold" ? 1 : 0, since: moment.at }, ...more }) as Vehicle;

  test("goes over as many moves as the status takes", () => {
    expect(changesBy({ status: "reserved" }, at("recon"), moment).status).toMatchObject({
      state: "reserved",
      round: 0,
    });
    expect(changesBy({ status: "sold" }, at("acquired"), moment)).toMatchObject({
      status: { state: "sold", round: 1 },
      soldOn: "2026-03-10",
    });
    expect(changesBy({ status: "sold", soldOn: "2026-03-01" }, at("listed"), moment).soldOn).toBe(
      "2026-03-01",
    );
  });

  test("does not undo a sale, and says so", () => {
    const sold = car("sold", at("sold", { stockNumber: "A-1", soldOn: "2026-02-01" }));
    expect(plan([["A-1", "", "", "", "", "", "Disponible"]], [sold])[0]).toMatchObject({
      verdict: "same",
      isSaleKept: true,
    });
  });

  test("adds features and takes none away", () => {
    const own = at("listed", { features: { ABS: true, Clima: null } });
    expect(changesBy({ features: { abs: true, Quemacocos: true } }, own, moment)).toEqual({
      features: { Quemacocos: true },
    });
  });
});

it("taken in once, changes nothing when it is taken in again", () => {
  const text = fc.constantFrom(
    "",
    " ",
    "Nissan",
    "SEAT",
    "León ",
    "A-1",
    "a1",
    vin,
    otherVin,
    "2019",
    "$1,500",
    "sold",
    "Listo",
    "?",
  );
  const row = fc.array(text, { minLength: 0, maxLength: mapping.length });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (list) => {
      const lot = new Map<string, KnownCar>();
      const purchases = new Map<string, Money | null>();
      const run = () => {
        const rows = plan(list, [...lot.values()], { purchases });
        const taken = rows.filter((row) =>
          isTaken(row, { known: "update", leftOut: new Set(), takenIn: new Set() }),
        );
        for (const { vehicleId: id, values } of taken) {
          const own = lot.get(id)?.vehicle;
          const vehicle = own
            ? { ...own, ...changesBy(values, own, moment) }
            : listedVehicle(values, blank, moment);
          lot.set(id, { id, vehicle });
          if (values.purchase) purchases.set(id, values.purchase);
        }
        return taken.length;
      };
      run();
      expect(run()).toBe(0);
    }),
  );
});
