import { expect, test } from "vitest";
import { parseDate, parseDistance, parseMoney, parseText, parseYear } from "./field-parsing.ts";

test("text loses the blanks around it and has a longest length", () => {
  expect(parseText("  León ", 10)).toEqual({ value: "León" });
  expect(parseText("x".repeat(11), 10)).toEqual({ problem: "tooLong" });
});

test.each([
  ["", { value: null }],
  [" 2019 ", { value: 2019 }],
  ["19a", { problem: "notANumber" }],
  ["19", { problem: "outOfRange" }],
])("the year %j", (text, parsed) => {
  expect(parseYear(text)).toEqual(parsed);
});

test.each([
  ["", { value: null }],
  ["84500", { value: { value: 84_500, unit: "km" } }],
  ["84,500 km", { value: { value: 84_500, unit: "km" } }],
  ["84.500", { value: { value: 84_500, unit: "km" } }],
  ["52 000 mi", { value: { value: 52_000, unit: "mi" } }],
  ["many", { problem: "notANumber" }],
  ["84.5", { problem: "notANumber" }],
  ["9,999,999", { problem: "outOfRange" }],
])("the distance %j", (text, parsed) => {
  expect(parseDistance(text, "km")).toEqual(parsed);
});

test.each([
  ["", { value: null }],
  ["$289,000", { value: { amount: 28_900_000, currency: "MXN" } }],
  ["1200.50", { value: { amount: 120_050, currency: "MXN" } }],
  ["free", { problem: "notAnAmount" }],
  ["-5", { problem: "outOfRange" }],
])("the amount %j", (text, parsed) => {
  expect(parseMoney(text, "MXN")).toEqual(parsed);
});

test.each([
  ["2026-03-10", { value: "2026-03-10" }],
  ["", { problem: "notADate" }],
  ["2026-13-40", { problem: "notADate" }],
])("the date %j", (text, parsed) => {
  expect(parseDate(text)).toEqual(parsed);
});
