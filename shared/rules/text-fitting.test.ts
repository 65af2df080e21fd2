import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measure } from "#tests/support/print-blocks.ts";
import { fitText, lineHeight, type TextRoom } from "./text-fitting.ts";

const room: TextRoom = { width: 50, height: 24, largest: 10, smallest: 4, lines: 2, weight: "bold" };
const fit = (text: string, patch: Partial<TextRoom> = {}) => fitText(text, { ...room, ...patch }, measure);

describe("a text", () => {
  test("that is short is as large as it may be, on one line", () => {
    expect(fit("Versa")).toEqual({ lines: ["Versa"], size: 10 });
  });

  test("is broken between words before it is shrunk, where there are lines for it", () => {
    expect(fit("Nissan Versa")).toEqual({ lines: ["Nissan", "Versa"], size: 10 });
  });

  test("is shrunk where there are none", () => {
    const { lines, size } = fit("Nissan Versa", { lines: 1 });
    expect(lines).toEqual(["Nissan Versa"]);
    expect(size).toBeLessThan(10);
    expect(size).toBeGreaterThan(4);
  });

  test("is cut at the smallest size only, with an ellipsis", () => {
    const { lines, size } = fit(
      "Mercedes-Benz Clase GLE 450 4MATIC Coupé AMG Line Premium Plus Night Edition",
    );
    expect(size).toBe(4);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
  });

  test("of one word without end is cut as well", () => {
    expect(fit("X".repeat(400)).lines).toEqual([expect.stringMatching(/^X+…$/)]);
  });

  test("of nothing has no lines", () => {
    expect(fit("   ").lines).toEqual([]);
  });
});

test("whatever the text and the room, it has room, and what is not cut is all there", () => {
  const rooms = fc.record({
    width: fc.double({ min: 8, max: 200, noNaN: true }),
    largest: fc.double({ min: 4, max: 40, noNaN: true }),
    lines: fc.integer({ min: 1, max: 4 }),
    weight: fc.constantFrom("regular" as const, "medium" as const, "bold" as const),
  });
  const words = fc.array(fc.string({ minLength: 1, maxLength: 14, unit: "grapheme" }), { maxLength: 9 });
  fc.assert(
    fc.property(rooms, words, (given, some) => {
      const text = some.join(" ");
      const smallest = given.largest / 2;
      const height = given.lines * smallest * lineHeight;
      const { lines, size } = fitText(text, { ...given, smallest, height }, measure);
      for (const line of lines) expect(measure(line, given.weight) * size).toBeLessThanOrEqual(given.width);
      expect(lines.length * size * lineHeight).toBeLessThanOrEqual(height + 1e-6);
      expect(size).toBeLessThanOrEqual(given.largest);
      expect(size).toBeGreaterThanOrEqual(smallest);
      const kept = lines.join(" ");
      if (!lines.some((line) => line.endsWith("…") || line === ""))
        expect(kept).toBe(text.split(/\s+/).filter(Boolean).join(" "));
    }),
  );
});
