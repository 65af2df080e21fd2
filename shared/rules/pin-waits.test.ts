import { expect, test } from "vitest";
import { nextPinAt } from "./pin-waits.ts";

const now = Date.UTC(2026, 4, 2);
const waitAfter = (failed: number) => (nextPinAt({ failed, lastAt: now }, now) - now) / 1000;

test("slips cost nothing, and guessing gets slower up to an hour a try", () => {
  expect([0, 1, 4].map(waitAfter)).toEqual([0, 0, 0]);
  expect([5, 6, 7, 8, 9, 200].map(waitAfter)).toEqual([30, 60, 300, 900, 3600, 3600]);
});

test("the wait counts from the wrong PIN, and a clock that was set back does not prolong it", () => {
  expect(nextPinAt({ failed: 6, lastAt: now - 45_000 }, now)).toBe(now + 15_000);
  expect(nextPinAt({ failed: 6, lastAt: now + 86_400_000 }, now)).toBe(now + 60_000);
});
