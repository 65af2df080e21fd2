import { describe, expect, test } from "vitest";
import {
  civilDateOf,
  formatBytes,
  formatCivilDate,
  formatDays,
  formatDistance,
  formatMoney,
  formatRelative,
  formatSince,
  parseAmount,
} from "./format.ts";
import { locales } from "./locale.ts";

describe("money", () => {
  test("has no zeros where the amount is whole, and cents where it is not", () => {
    expect(formatMoney({ amount: 38_900_000, currency: "MXN" }, "es-MX")).toBe("$389,000");
    expect(formatMoney({ amount: 38_900_050, currency: "MXN" }, "es-MX")).toBe("$389,000.50");
  });

  test("says the currency by its code where asked, in both languages", () => {
    for (const locale of locales)
      expect(formatMoney({ amount: 100_00, currency: "MXN" }, locale, { code: true })).toBe("$100 MXN");
  });

  test.each([
    ["389,000", 38_900_000],
    ["$ 389000.5", 38_900_050],
    ["389000 MXN", 38_900_000],
    ["-12.34", -1234],
    ["0.07", 7],
  ])("is read from %s", (text, minor) => expect(parseAmount(text)).toBe(minor));

  test.each(["", "abc", "1.234", "12.3.4", "9999999999999999"])("is not read from %j", (text) =>
    expect(parseAmount(text)).toBeNull(),
  );

  test("is read back as it was written", () => {
    for (const amount of [0, 7, 100, 1999, 38_900_000])
      expect(parseAmount(formatMoney({ amount, currency: "USD" }, "en"))).toBe(amount);
  });
});

test("distance carries its unit", () => {
  expect(formatDistance({ value: 84_500, unit: "km" }, "es-MX")).toBe("84,500 km");
});

test("days are counted in words of the language", () => {
  expect(formatDays(1, "en")).toBe("1 day");
  expect(formatDays(12, "es-MX")).toBe("12 días");
});

test("bytes are counted as file managers do", () => {
  expect(formatBytes(820_000, "en")).toBe("820\u00a0kB");
  expect(formatBytes(4_100_000, "en")).toBe("4.1\u00a0MB");
});

describe("dates", () => {
  test("a civil date is the same day everywhere", () => {
    expect(formatCivilDate("2026-03-04", "en")).toBe("Mar 4, 2026");
    expect(formatCivilDate("2026-03-04", "es-MX")).toBe("4 mar 2026");
  });

  test("what is no date is shown as it is", () => expect(formatCivilDate("soon", "en")).toBe("soon"));

  test("today needs no date, another day does", () => {
    const at = new Date(2026, 2, 4, 14, 2);
    expect(formatSince(at.toISOString(), "en", at.getTime() + 60_000)).toBe("14:02");
    expect(formatSince(at.toISOString(), "en", at.getTime() + 86_400_000)).toContain("Mar 4");
  });

  test("the dealer's day is that of this desk's clock", () => {
    expect(civilDateOf(new Date(2026, 0, 9, 23, 59))).toBe("2026-01-09");
  });

  test("the recent past is told in its own unit", () => {
    const now = Date.parse("2026-03-04T12:00:00Z");
    expect(formatRelative("2026-03-04T11:57:00Z", "en", now)).toBe("3 minutes ago");
    expect(formatRelative("2026-03-03T12:00:00Z", "es-MX", now)).toBe("ayer");
    expect(formatRelative("2026-03-04T11:59:50Z", "en", now)).toBe("now");
  });
});
