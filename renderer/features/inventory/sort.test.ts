import { expect, test } from "vitest";
import { car, rows } from "./car.fixture.ts";
import { sortedBy, sortRows, type SortKey } from "./sort.ts";

const money = (amount: number) => ({ amount, currency: "MXN" as const });
const lot = rows(
  car("a", { stockNumber: "A-10", price: money(300), make: "Ford" }),
  car("b", { stockNumber: "A-2", price: null, make: "Audi" }),
  car("c", { stockNumber: "", price: money(100), make: "Ford" }),
  car("d", { stockNumber: "A-1", price: money(300), make: "Audi" }),
);
const order = (...keys: SortKey[]) =>
  sortRows(lot, keys)
    .map(({ id }) => id)
    .join("");

test("text sorts as people do, empty last in both directions", () => {
  expect(order({ column: "stockNumber", direction: "asc" })).toBe("dbac");
  expect(order({ column: "stockNumber", direction: "desc" })).toBe("abdc");
});

test("unknown numbers come last in both directions, equals keep their order", () => {
  expect(order({ column: "price", direction: "asc" })).toBe("cadb");
  expect(order({ column: "price", direction: "desc" })).toBe("adcb");
});

test("a second key decides among equals", () => {
  expect(order({ column: "make", direction: "asc" }, { column: "price", direction: "asc" })).toBe("dbca");
});

test("distances compare across units", () => {
  const pair = rows(
    car("miles", { odometer: { value: 100, unit: "mi" } }),
    car("kilometres", { odometer: { value: 120, unit: "km" } }),
  );
  const sorted = sortRows(pair, [{ column: "odometer", direction: "asc" }]);
  expect(sorted.map(({ id }) => id)).toEqual(["kilometres", "miles"]);
});

test("a click turns a key round, Shift adds or turns a second one", () => {
  const byMake: SortKey = { column: "make", direction: "asc" };
  expect(sortedBy([], "make", false)).toEqual([byMake]);
  expect(sortedBy([byMake], "make", false)).toEqual([{ column: "make", direction: "desc" }]);
  expect(sortedBy([byMake], "price", false)).toEqual([{ column: "price", direction: "desc" }]);
  const both = sortedBy([byMake], "price", true);
  expect(both).toEqual([byMake, { column: "price", direction: "desc" }]);
  expect(sortedBy(both, "price", true)).toEqual([byMake, { column: "price", direction: "asc" }]);
  expect(sortedBy(both, "year", true)).toEqual([byMake, { column: "year", direction: "desc" }]);
  expect(sortedBy(both, "cover", false)).toBe(both);
});
