import { expect, test } from "vitest";
import { binnedCars } from "./binned-cars.ts";
import { car } from "./car.fixture.ts";

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
