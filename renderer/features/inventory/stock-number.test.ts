import { expect, test } from "vitest";
import { nextStockNumber } from "./stock-number.ts";

test.each([
  [["A-101", "A-99", "B-500"], "A-102"],
  [["A-099"], "A-100"],
  [["007", "008"], "009"],
  [["A-099", "", "demo"], "A-100"],
  [["P-1040", "C-1041", "C-1042", "P-1043", "C-1039"], "C-1044"],
  [["A-1", "A-2", "B-1", "B-2", "B-3"], "B-4"],
  [["demo"], null],
  [[], null],
])("after %j comes %s", (taken, next) => {
  expect(nextStockNumber(taken)).toBe(next);
});
