import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LabelText, labelBlocks } from "./label-layout.ts";
import { labelSheets } from "./label-sheets.ts";
import { quietZone, smallestModule } from "./print-blocks.ts";
import { expectTidy, linesOf, measure } from "#tests/support/print-blocks.ts";

const code = (modules: number) => ({ text: `code of ${modules}`, modules, path: "M0 0h1v1h-1z" });
const versa: LabelText = {
  stockNumber: "A-1049",
  name: "2021 Nissan Versa Advance CVT",
  details: ["$245,000 MXN", "61,480 km · Gris Oxford", "VIN 3N1CN8AE5ML812347"],
  codes: [code(29), code(21)],
};
const label = (labelWidth: number, labelHeight: number, text: Partial<LabelText> = {}) =>
  labelBlocks({ ...versa, ...text }, { labelWidth, labelHeight }, measure);
const codeOf = (blocks: ReturnType<typeof label>) => blocks.find((block) => block.type === "code");

describe("a stock label", () => {
  test.each(Object.entries(labelSheets))("of %s has its code and its number", (_name, grid) => {
    const blocks = label(grid.labelWidth, grid.labelHeight);
    expectTidy(blocks, { width: grid.labelWidth, height: grid.labelHeight });
    expect(linesOf(blocks)[0]).toBe("A-1049");
    expect(codeOf(blocks)?.code.modules).toBe(29);
  });

  test("with room for it says everything, one without leaves out the last first", () => {
    expect(linesOf(label(100, 50)).slice(-3)).toEqual(versa.details);
    const small = linesOf(label(45, 12));
    expect(small.slice(0, 2)).toEqual(["A-1049", expect.stringMatching(/^2021 Nissan/)]);
    expect(small).not.toContain("VIN 3N1CN8AE5ML812347");
  });

  test("takes the shorter code where the better one would be too fine, and none where both would be", () => {
    expect(codeOf(label(50, 14))?.code.modules).toBe(21);
    const blocks = label(40, 10);
    expect(codeOf(blocks)).toBeUndefined();
    expect(linesOf(blocks)[0]).toBe("A-1049");
  });

  test("that is no wider than high has its code on top", () => {
    const blocks = label(30, 45);
    expectTidy(blocks, { width: 30, height: 45 });
    const text = blocks.find((block) => block.type === "text")!;
    expect(text.y).toBeGreaterThanOrEqual(codeOf(blocks)!.y + codeOf(blocks)!.height);
  });
});

test("whatever a car is called and however large the label, nothing overlaps and no code is too fine", () => {
  const texts = fc.record({
    stockNumber: fc.string({ minLength: 1, maxLength: 30 }),
    name: fc.string({ maxLength: 220, unit: "grapheme" }),
    details: fc.array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 4 }),
    codes: fc.array(fc.constantFrom(21, 25, 29, 45, 57).map(code), { maxLength: 3 }),
  });
  const side = fc.double({ min: 8, max: 160, noNaN: true });
  fc.assert(
    fc.property(texts, side, side, (text, width, height) => {
      const blocks = label(width, height, text);
      expectTidy(blocks, { width, height });
      const drawn = codeOf(blocks);
      if (drawn)
        expect(drawn.width / (drawn.code.modules + 2 * quietZone)).toBeGreaterThanOrEqual(smallestModule);
    }),
  );
});
