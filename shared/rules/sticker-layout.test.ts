import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { papers, stickerSizes } from "../model/print-layout.ts";
import { stickerGridOf } from "./label-sheets.ts";
import { expectTidy, linesOf, measure } from "#tests/support/print-blocks.ts";
import { stickerBlocks, type StickerText } from "./sticker-layout.ts";

const ranger: StickerText = {
  dealership: "Autos del Valle",
  year: "2020",
  name: "Ford Ranger",
  trim: "XLT Diésel 4x4",
  price: { label: "Precio · MXN", value: "$449,000" },
  note: "Enganche desde 20 %",
  facts: ["Kilometraje", "Transmisión", "Combustible", "Color"].map((label) => ({ label, value: "Diésel" })),
  features: ["4x4", "Estribos", "Roll bar"],
  moreFeatures: (count) => `y ${count} más`,
  stockNumber: { label: "Número de inventario", value: "P-1048" },
  vin: { label: "NIV", value: "8AFAR23L0LJ127754" },
  codes: [{ text: "P-1048", modules: 21, path: "M0 0h1v1h-1z" }],
};
const sizes = papers.flatMap((paper) =>
  stickerSizes.map((stickerSize) => [paper, stickerSize, stickerGridOf({ paper, stickerSize })] as const),
);
const sizeOf = (text: string, blocks: ReturnType<typeof stickerBlocks>) => {
  const block = blocks.find((each) => each.type === "text" && each.lines.join(" ") === text);
  return block?.type === "text" ? block.size : 0;
};

describe.each(sizes)("a window sticker on %s, %s page", (_paper, stickerSize, grid) => {
  const area = { width: grid.labelWidth, height: grid.labelHeight };
  const sticker = (text: Partial<StickerText> = {}) => stickerBlocks({ ...ranger, ...text }, grid, measure);

  test("says everything, its price in letters that are read from two cars away", () => {
    const blocks = sticker();
    expectTidy(blocks, area);
    const { dealership, year, name, trim, note, facts, features } = ranger;
    const lines = linesOf(blocks);
    expect(lines).toEqual(expect.arrayContaining([dealership, year, name, trim, note]));
    for (const { label } of facts) expect(lines).toContain(label);
    for (const feature of features) expect(lines).toContain(`• ${feature}`);
    expect(lines).toContain("8AFAR23L0LJ127754");
    expect(sizeOf("$449,000", blocks)).toBeGreaterThanOrEqual(stickerSize === "full" ? 28 : 18);
    expect(blocks.some(({ type }) => type === "code")).toBe(true);
  });

  test("grows where it has less to say", () => {
    const bare = sticker({ features: [], facts: [], note: "" });
    expectTidy(bare, area);
    expect(sizeOf("2020", bare)).toBeGreaterThan(sizeOf("2020", sticker()));
  });

  test("counts the features that it has no room for", () => {
    const blocks = sticker({ features: Array.from({ length: 60 }, (_, index) => `Feature ${index}`) });
    expectTidy(blocks, area);
    const shown = linesOf(blocks).filter((line) => line.startsWith("• ")).length;
    expect(shown).toBeGreaterThan(0);
    expect(linesOf(blocks)).toContain(`y ${60 - shown} más`);
  });

  test("says where a price is missing that a price may be asked for", () => {
    const lines = linesOf(sticker({ price: { missing: "Pregunta por el precio" } }));
    expect(lines.join(" ")).toContain("Pregunta por el precio");
    expect(lines).not.toContain("Precio · MXN");
  });

  test("of a long name keeps its place on the page", () => {
    const blocks = sticker({ name: "Mercedes-Benz Clase GLE 450 4MATIC Coupé", trim: "x".repeat(80) });
    expectTidy(blocks, area);
    expect(linesOf(blocks)).toContain("$449,000");
  });

  test("never overlaps itself, whatever there is to say", () => {
    const text = (maxLength: number) => fc.string({ maxLength, unit: "grapheme" });
    const fact = fc.record({ label: text(20), value: text(40) });
    const texts = fc.record({
      dealership: text(80),
      year: fc.constantFrom("", "2021"),
      name: text(120),
      trim: text(80),
      price: fc.constantFrom(null, ranger.price, { missing: "Pregunta por el precio" }),
      note: text(120),
      facts: fc.array(fact, { maxLength: 5 }),
      features: fc.array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 40 }),
      stockNumber: fc.option(fact),
      vin: fc.option(fact),
      codes: fc.constantFrom([], ranger.codes),
    });
    fc.assert(
      fc.property(texts, (given) => expectTidy(sticker(given), area)),
      { numRuns: 40 },
    );
  });
});
