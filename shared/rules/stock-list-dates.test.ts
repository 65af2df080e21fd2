import * as fc from "fast-check";
import { expect, it, test } from "vitest";
import { dateOrderOf, readDate } from "./stock-list-dates.ts";

it("reads what locales print", () => {
  const days = fc
    .integer({ min: 0, max: 20_000 })
    .map((day) => new Date(Date.UTC(2000, 0, 1) + day * 86_400_000));
  const format = (locale: string, dateStyle: "short" | "medium" | "long", order: "dmy" | "mdy") => ({
    print: new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" }),
    order,
  });
  const formats = [
    ...["es-MX", "en-GB", "de-DE", "bg-BG", "ro-RO", "fr-FR"].map((locale) => format(locale, "short", "dmy")),
    ...(["short", "medium", "long"] as const).map((style) => format("en-US", style, "mdy")),
    ...(["medium", "long"] as const).map((style) => format("es-MX", style, "mdy")),
  ];
  fc.assert(
    fc.property(days, fc.constantFrom(...formats), (date, { print, order }) => {
      const value = date.toISOString().slice(0, 10);
      expect(readDate(print.format(date).replace(" г.", ""), order)).toEqual({ value });
      expect(readDate(date.toISOString(), order)).toEqual({ value });
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["2026-03-04", "2026-03-04"],
  ["4/3/26", "2026-03-04"],
  ["04-mar-24", "2024-03-04"],
  ["4 de marzo de 2026", "2026-03-04"],
  ["March 4th, 2026", "2026-03-04"],
  ["46085", "2026-03-04"],
  ["04/03/2026 14:22:10", "2026-03-04"],
  ["29/02/2024", "2024-02-29"],
])("%j is %s", (text, value) => expect(readDate(text, "dmy")).toEqual({ value }));

test.each(["29/02/2026", "31/04/2026", "0/0/0", "1234", "ayer", "2026-13-01", "12", "marzo 2026", ""])(
  "%j is no date",
  (text) => expect(readDate(text, "dmy")).toEqual({ problem: "notADate" }),
);

test("a column says by its own dates which number is the day", () => {
  expect(dateOrderOf(["03/04/2026", "13/04/2026"])).toBe("dmy");
  expect(dateOrderOf(["03/04/2026", "04/13/2026"])).toBe("mdy");
  expect(dateOrderOf(["03/04/2026", "2026-01-02"])).toBeNull();
});
