import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { plainNumber, readDistance, readMoney } from "./stock-list-numbers.ts";

const locales = [
  "en",
  "en-GB",
  "en-IN",
  "es-MX",
  "es-ES",
  "de-DE",
  "de-CH",
  "fr-FR",
  "bg-BG",
  "ro-RO",
  "pt-BR",
];
const currencies = ["MXN", "USD", "EUR", "GBP", "BGN", "RON"] as const;

describe("whatever a locale prints is read as it was", () => {
  it.each(locales)("amounts of %s", (locale) => {
    const formats = currencies.flatMap((currency) =>
      (["symbol", "code"] as const).map((currencyDisplay) => ({
        currency,
        format: new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay }),
      })),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900_000_000 }),
        fc.constantFrom(...formats),
        (amount, { currency, format }) => {
          const written = format.format(amount / 100);
          expect(readMoney(written, currency), written).toEqual({ value: { amount, currency } });
        },
      ),
    );
  });

  it.each(locales)("distances of %s", (locale) => {
    const format = new Intl.NumberFormat(locale);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.constantFrom("km" as const, "mi" as const),
        (value, unit) => {
          const written = `${format.format(value)} ${unit}`;
          expect(readDistance(written, unit === "km" ? "mi" : "km"), written).toEqual({
            value: { value, unit },
          });
        },
      ),
    );
  });

  it("never throws and never makes an amount of less than nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readMoney(text, "MXN");
        if ("value" in read) expect(read.value.amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test.each([
  ["1.234,56", 1234.56],
  ["1,234.56", 1234.56],
  ["1 234,5", 1234.5],
  ["1'234.50", 1234.5],
  ["12,34,567", 1_234_567],
  ["8,000", 8000],
  ["6.800", 6800],
  ["0.999", 0.999],
  ["1234.567", 1234.567],
  ["1.234.567", 1_234_567],
  ["54", 54],
  ["54.", 54],
  ["-12", -12],
  ["1,23,45", null],
  ["1.2.3", null],
  ["1,234,56", null],
  ["12 34", null],
  ["1..2", null],
  ["", null],
  [".", null],
  ["=1+1", null],
  ["1e5", null],
])("the number %j is %j", (text, number) => expect(plainNumber(text)).toBe(number));

test.each([
  [" £8,000", { amount: 800_000, currency: "GBP" }],
  ["u$s6.800", { amount: 680_000, currency: "USD" }],
  ["U$S 12.900,50", { amount: 1_290_050, currency: "USD" }],
  ["$389,000.00 M.N.", { amount: 38_900_000, currency: "MXN" }],
  ["MX$245,000", { amount: 24_500_000, currency: "MXN" }],
  ["$ 189.000", { amount: 18_900_000, currency: "MXN" }],
  ["245 mil", { amount: 24_500_000, currency: "MXN" }],
  ["12.5k USD", { amount: 1_250_000, currency: "USD" }],
  ["1.2 millones", { amount: 120_000_000, currency: "MXN" }],
  ["€ 14.990,-", { amount: 1_499_000, currency: "EUR" }],
  ["25 000 лв.", { amount: 2_500_000, currency: "BGN" }],
  ["9.900 lei", { amount: 990_000, currency: "RON" }],
  ["£8,000 ono", { amount: 800_000, currency: "GBP" }],
  ["310,000 negociable", { amount: 31_000_000, currency: "MXN" }],
])("the amount %j is read", (text, value) => expect(readMoney(text, "MXN")).toEqual({ value }));

test.each([
  ["8,000 + IVA", "notANumber"],
  ["call us", "notANumber"],
  ["$", "notANumber"],
  ["-500", "outOfRange"],
  ["(1,500)", "outOfRange"],
  ["99999999999999", "outOfRange"],
  ["3.1E+16", "shortened"],
])("the amount %j is not read: %s", (text, problem) => expect(readMoney(text, "MXN")).toEqual({ problem }));

test("a dollar sign is the dealership's own where it has one, and the States' elsewhere", () => {
  expect(readMoney("$5", "USD")).toEqual({ value: { amount: 500, currency: "USD" } });
  expect(readMoney("$5", "MXN")).toEqual({ value: { amount: 500, currency: "MXN" } });
  expect(readMoney("$5", "GBP")).toEqual({ value: { amount: 500, currency: "USD" } });
});

test.each([
  ["332000 km", { value: 332_000, unit: "km" }],
  ["84 500 kms.", { value: 84_500, unit: "km" }],
  ["38,852", { value: 38_852, unit: "mi" }],
  ["62 mil km", { value: 62_000, unit: "km" }],
  ["85k", { value: 85_000, unit: "mi" }],
  ["12.500 kilómetros", { value: 12_500, unit: "km" }],
  ["41,000 miles", { value: 41_000, unit: "mi" }],
  ["67.3", { value: 67, unit: "mi" }],
  ["0", { value: 0, unit: "mi" }],
])("the distance %j is read", (text, value) => expect(readDistance(text, "mi")).toEqual({ value }));

test.each([
  ["n/k", "notANumber"],
  ["-4 km", "outOfRange"],
  ["9,000,000 km", "outOfRange"],
  ["1.2E+05", "shortened"],
])("the distance %j is not read: %s", (text, problem) =>
  expect(readDistance(text, "km")).toEqual({ problem }),
);
