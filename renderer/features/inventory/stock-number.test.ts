import { expect, test } from "vitest";
import { nextStockNumber } from "./stock-number.ts";

test.each([
  [["A-101", "A-99", "B-500"], "A-102"],
  [["A-099"], "A-100"],
  [["007", "008"], "009"],
  [["A-099", "", "demo"], "A-100"],
  [["demo"], null],
  [[], null],
])("after %j comes %s", (taken, next) => {
  expect(nextStockNumber(taken)).toBe(next);
});
