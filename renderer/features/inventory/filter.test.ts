import { expect, test } from "vitest";
import { car, rows } from "./car.fixture.ts";
import { choicesOf, filterRows, noFilters, statusCounts, type Filters } from "./filter.ts";

const lot = rows(
  car("leon", { stockNumber: "A-101", make: "SEAT", model: "León", year: 2020, location: "Polanco" }),
  car("versa", {
    stockNumber: "A-102",
    vin: "3N1CN7AD5KK123456",
    exteriorColor: "Plata",
    location: "Centro",
  }),
  car("hilux", {
    stockNumber: "B-7",
    make: "Toyota",
    model: "Hilux",
    trim: "SR",
    location: "Centro",
    status: { state: "sold", round: 1, since: "2026-01-01T00:00:00.000Z" },
  }),
);
const found = (patch: Partial<Filters>) => filterRows(lot, { ...noFilters, ...patch }).map(({ id }) => id);

test("without filters the rows are the same array", () => {
  expect(filterRows(lot, { ...noFilters, search: "  " })).toBe(lot);
});

test.each([
  ["A-102", ["versa"]],
  ["leon", ["leon"]],
  ["LEÓN 2020", ["leon"]],
  ["3n1cn7", ["versa"]],
  ["123456", ["versa"]],
  ["plata", ["versa"]],
  ["pla", ["versa"]],
  ["lata", []],
  ["centro toyota", ["hilux"]],
  ["sr centro", ["hilux"]],
  ["centro polanco", []],
])("searching for %s", (search, ids) => {
  expect(found({ search })).toEqual(ids);
});

test("choices of one filter widen, filters narrow each other", () => {
  expect(found({ makes: ["SEAT", "Toyota"] })).toEqual(["leon", "hilux"]);
  expect(found({ makes: ["SEAT", "Toyota"], locations: ["Centro"] })).toEqual(["hilux"]);
  expect(found({ statuses: ["sold"], locations: ["Polanco"] })).toEqual([]);
});

test("status counts keep the other filters and leave out their own", () => {
  const counts = statusCounts(lot, { ...noFilters, statuses: ["sold"], locations: ["Centro"] });
  expect(counts).toMatchObject({ listed: 1, sold: 1, recon: 0 });
});

test("choices are counted, sorted, and keep what is chosen though no car has it", () => {
  expect(choicesOf(lot, "location", ["Zapopan"])).toEqual([
    { value: "Centro", count: 2 },
    { value: "Polanco", count: 1 },
    { value: "Zapopan", count: 0 },
  ]);
});
