import { expect, test } from "vitest";
import { vinCheckDigit, vinHint } from "#shared/rules/vin.ts";

test.each([
  ["11111111111111111", "1"],
  ["1M8GDM9AXKP042788", "X"],
  ["5GZCZ43D13S812715", "1"],
])("the check digit of %s is %s", (vin, digit) => {
  expect(vinCheckDigit(vin)).toBe(digit);
});

test.each([
  ["", null],
  ["1M8GDM9AXKP042788", null],
  [" 1m8gdm9axkp042788 ", null],
  ["1M8GDM9A1KP042788", "checkDigit"],
  ["1M8GDM9AXKP04278", "length"],
  ["1M8GDM9AXKPO42788", "characters"],
  ["WVWZZZ1JZXW000001", null],
] as const)("%s is %s", (vin, hint) => {
  expect(vinHint(vin)).toBe(hint);
});
