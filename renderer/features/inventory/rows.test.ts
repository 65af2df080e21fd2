import { expect, test } from "vitest";
import { car, today } from "./car.fixture.ts";
import { fold } from "#renderer/ui/fold.ts";
import { rowCache, rowsOf } from "./rows.ts";

test("text is folded to lower case without accents", () => {
  expect(fold("León MÉXICO ñandú")).toBe("leon mexico nandu");
});

test("binned cars have no row", () => {
  const cars = [car("a"), car("b", { deletedAt: "2026-03-01T00:00:00.000Z" })];
  expect(rowsOf(cars, today, rowCache()).map(({ id }) => id)).toEqual(["a"]);
});

test("a car on the lot ages at 60 and 90 days, a sold one no longer does", () => {
  const aged = (acquiredOn: string, state: "listed" | "sold") =>
    rowsOf(
      [car("a", { acquiredOn, status: { state, round: 0, since: "2026-01-01T00:00:00.000Z" } })],
      today,
      rowCache(),
    )[0]?.ageing;
  expect(aged("2026-01-10", "listed")).toBe("fresh");
  expect(aged("2026-01-09", "listed")).toBe("ageing");
  expect(aged("2025-12-10", "listed")).toBe("old");
  expect(aged("2025-12-10", "sold")).toBe("fresh");
});

test("rows of unchanged cars are kept until the day changes", () => {
  const cache = rowCache();
  const same = car("a");
  const [before] = rowsOf([same], today, cache);
  expect(rowsOf([same, car("b")], today, cache)[0]).toBe(before);
  expect(rowsOf([same], "2026-03-11", cache)[0]).not.toBe(before);
});
