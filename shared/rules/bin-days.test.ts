import { expect, test } from "vitest";
import { daysLeftInBin, isRestorable } from "./bin-days.ts";

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

test("what was binned can be had back for thirty days", () => {
  expect(isRestorable(binned, Date.parse("2026-03-31T12:00:00.000Z"))).toBe(true);
  expect(isRestorable(binned, Date.parse("2026-03-31T12:00:00.001Z"))).toBe(false);
});
