import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gridFault, LabelGrid } from "../model/print-layout.ts";
import { labelsPerPage, placeLabels } from "./label-placing.ts";
import { labelSheets, standardPrintLayout, stickerGridOf } from "./label-sheets.ts";

const length = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A sheet that is as large as what is on it needs. */
const grids: fc.Arbitrary<LabelGrid> = fc
  .record({
    labelWidth: length(8, 120),
    labelHeight: length(8, 120),
    columns: fc.integer({ min: 1, max: 6 }),
    rows: fc.integer({ min: 1, max: 12 }),
    left: length(0, 30),
    top: length(0, 30),
    across: length(0, 8),
    down: length(0, 8),
  })
  .map(({ across, down, ...grid }) => {
    const [pitchX, pitchY] = [grid.labelWidth + across, grid.labelHeight + down];
    const pageWidth = grid.left + grid.columns * pitchX;
    const pageHeight = grid.top + grid.rows * pitchY;
    return Object.assign(grid, { pitchX, pitchY, pageWidth, pageHeight });
  });
const wishes = fc.record({
  count: fc.integer({ min: 0, max: 90 }),
  copies: fc.integer({ min: 1, max: 4 }),
  startAt: fc.integer({ min: -1, max: 100 }),
});

test("no label leaves its page or overlaps another, whatever the sheet", () => {
  fc.assert(
    fc.property(grids, wishes, (grid, { count, ...options }) => {
      for (const page of placeLabels(grid, count, options))
        for (const [index, { x, y }] of page.entries()) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + grid.labelWidth).toBeLessThanOrEqual(grid.pageWidth + 1e-9);
          expect(y + grid.labelHeight).toBeLessThanOrEqual(grid.pageHeight + 1e-9);
          for (const other of page.slice(index + 1))
            expect(
              Math.abs(other.x - x) >= grid.labelWidth - 1e-9 ||
                Math.abs(other.y - y) >= grid.labelHeight - 1e-9,
            ).toBe(true);
        }
    }),
  );
});

test("each thing is printed as often as wanted, in order, and no page but the first begins late", () => {
  fc.assert(
    fc.property(grids, wishes, (grid, { count, copies, startAt }) => {
      const pages = placeLabels(grid, count, { copies, startAt });
      const items = pages.flat().map(({ item }) => item);
      expect(items).toEqual(
        Array.from({ length: count }, (_, item) => Array<number>(copies).fill(item)).flat(),
      );
      const each = labelsPerPage(grid);
      const skipped = Math.min(Math.max(1, startAt), each) - 1;
      if (items.length > 0) expect(pages).toHaveLength(Math.ceil((skipped + items.length) / each));
      for (const page of pages.slice(1, -1)) expect(page).toHaveLength(each);
    }),
  );
});

test("a partly used sheet goes on at the label that is said", () => {
  const places = placeLabels(labelSheets.avery5160, 2, { startAt: 6, copies: 1 });
  expect(places).toEqual([
    [
      { item: 0, x: 4.7625 + 2 * 69.85, y: 12.7 + 25.4 },
      { item: 1, x: 4.7625, y: 12.7 + 2 * 25.4 },
    ],
  ]);
});

describe("sheets", () => {
  test("that are offered fit their pages, as many labels as the maker says", () => {
    const counts = Object.entries(labelSheets).map(([name, grid]) => {
      expect(LabelGrid.safeParse(grid).success, name).toBe(true);
      return [name, labelsPerPage(grid)];
    });
    expect(Object.fromEntries(counts)).toEqual({
      avery5160: 30,
      avery5163: 10,
      averyL7160: 21,
      averyL7163: 14,
      roll62x29: 1,
      roll100x50: 1,
      keyTag57x32: 1,
    });
  });

  test("lie in the middle of their page, left to right", () => {
    for (const [name, grid] of Object.entries(labelSheets)) {
      const right = grid.pageWidth - grid.left - (grid.columns - 1) * grid.pitchX - grid.labelWidth;
      expect(right, name).toBeCloseTo(grid.left, 1);
    }
  });

  test("of stickers, and those that a dealer begins from, can be printed", () => {
    for (const paper of ["letter", "a4"] as const) {
      expect(gridFault(standardPrintLayout(paper).customSheet)).toBeNull();
      for (const stickerSize of ["full", "half"] as const)
        expect(gridFault(stickerGridOf({ paper, stickerSize }))).toBeNull();
    }
  });

  test("that cannot be are told apart by their fault", () => {
    const sheet = labelSheets.averyL7163;
    expect(gridFault({ ...sheet, pitchX: 90 })).toBe("overlap");
    expect(gridFault({ ...sheet, pitchY: 38 })).toBe("overlap");
    expect(gridFault({ ...sheet, columns: 3 })).toBe("offPage");
    expect(gridFault({ ...sheet, top: 40 })).toBe("offPage");
    expect(LabelGrid.safeParse({ ...sheet, columns: 3 }).success).toBe(false);
  });
});
