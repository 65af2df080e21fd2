import { expect, test } from "vitest";
import { binnedCars, daysLeftInBin } from "./bin-days.ts";
import { car } from "./car.fixture.ts";

const binned = "2026-03-01T12:00:00.000Z";

test.each([
  ["2026-03-01T12:00:00.000Z", 30],
  ["2026-03-02T11:59:59.000Z", 30],
  ["2026-03-02T12:00:00.000Z", 29],
  ["2026-03-31T12:00:00.000Z", 0],
  ["2026-05-01T00:00:00.000Z", 0],
  ["2026-02-27T00:00:00.000Z", 30],
])("at %s there are %i days left", (now, days) => {
  expect(daysLeftInBin(binned, Date.parse(now))).toBe(days);
});

test("the bin holds what was binned in the last 30 days, latest first", () => {
  const cars = [
    car("kept"),
    car("first", { deletedAt: "2026-03-01T12:00:00.000Z" }),
    car("last", { deletedAt: "2026-03-05T12:00:00.000Z" }),
    car("gone", { deletedAt: "2026-01-01T12:00:00.000Z" }),
  ];
  const now = Date.parse("2026-03-10T00:00:00.000Z");
  expect(binnedCars(cars, now).map(({ id }) => id)).toEqual(["last", "first"]);
});
