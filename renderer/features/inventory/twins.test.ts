import { expect, test } from "vitest";
import { car, rows, today } from "./car.fixture.ts";
import { filterRows, noFilters } from "./filter.ts";
import { twinsAmong } from "./twins.ts";

const vin = "3N1CN7AD5KK123456";

test("cars with one stock number or one VIN may be one car, others are not", () => {
  const lot = rows(
    car("ours", { stockNumber: "A-1" }),
    car("theirs", { stockNumber: " a-1" }),
    car("bought", { stockNumber: "B-1", vin }),
    car("entered again", { stockNumber: "C-1", vin }),
    car("only one", { stockNumber: "D-1", vin: "VF1RFB00X00000000" }),
    car("no numbers", { stockNumber: "" }),
    car("none either", { stockNumber: "" }),
  );
  const twins = ["ours", "theirs", "bought", "entered again"];
  expect([...twinsAmong(lot)]).toEqual(twins);
  expect(filterRows(lot, { ...noFilters, twins: true }).map(({ id }) => id)).toEqual(twins);
  expect(filterRows(lot, { ...noFilters, twins: true, search: "b-1" }).map(({ id }) => id)).toEqual([
    "bought",
  ]);
});

test("a car in the bin is no twin, and one that was sold and came back is none of itself", () => {
  const binned = car("binned", { stockNumber: "A-1", deletedAt: "2026-03-01T00:00:00.000Z" });
  const sold = (id: string, soldOn: string) => car(id, { stockNumber: id, vin, soldOn });
  expect([...twinsAmong(rows(car("ours", { stockNumber: "A-1" }), binned))]).toEqual([]);
  expect([...twinsAmong(rows(sold("back", today), car("again", { stockNumber: "B-1", vin })))]).toEqual([]);
  const soldLater = sold("sold here", "2026-03-11");
  expect([...twinsAmong(rows(soldLater, car("still there", { stockNumber: "B-1", vin })))]).toEqual([
    "sold here",
    "still there",
  ]);
});
