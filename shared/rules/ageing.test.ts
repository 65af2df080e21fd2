import { describe, expect, it } from "vitest";
import { daysBetween, daysInStock } from "#shared/rules/ageing.ts";

describe("ageing", () => {
  it("counts whole civil days, across a daylight saving change", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2025-12-31", "2026-01-01")).toBe(1);
  });

  it("counts an unsold car to today and a sold one to its sale", () => {
    expect(daysInStock({ acquiredOn: "2026-01-01", soldOn: null }, "2026-01-11")).toBe(10);
    expect(daysInStock({ acquiredOn: "2026-01-01", soldOn: "2026-01-05" }, "2026-06-01")).toBe(4);
  });

  it("never counts backwards", () => {
    expect(daysInStock({ acquiredOn: "2026-02-01", soldOn: null }, "2026-01-01")).toBe(0);
  });
});
