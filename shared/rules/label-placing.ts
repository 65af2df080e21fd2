import type { LabelGrid } from "../model/print-layout.ts";

/** Where on a page one label begins, in millimetres from its upper left corner. */
export interface LabelPlace {
  /** Which of the things that are printed it shows, from 0. */
  readonly item: number;
  readonly x: number;
  readonly y: number;
}

export interface PlacingOptions {
  /** The first label that is still on a partly used sheet, from 1; it counts on the first page only. */
  readonly startAt: number;
  /** Of each thing, one after another. */
  readonly copies: number;
}

export function labelsPerPage({ columns, rows }: Pick<LabelGrid, "columns" | "rows">): number {
  return columns * rows;
}

/** Puts so many things on pages, row by row, in their order. */
export function placeLabels(grid: LabelGrid, count: number, options: PlacingOptions): LabelPlace[][] {
  const each = labelsPerPage(grid);
  const before = Math.min(Math.max(1, options.startAt), each) - 1;
  const pages: LabelPlace[][] = [];
  for (let printed = 0; printed < count * options.copies; printed++) {
    const slot = before + printed;
    const page = (pages[Math.floor(slot / each)] ??= []);
    page.push({ item: Math.floor(printed / options.copies), ...slotPlace(grid, slot % each) });
  }
  return pages;
}

/** Where the label in a slot begins; slots count from 0, row by row. */
export function slotPlace(
  { columns, left, top, pitchX, pitchY }: LabelGrid,
  slot: number,
): Pick<LabelPlace, "x" | "y"> {
  return { x: left + (slot % columns) * pitchX, y: top + Math.floor(slot / columns) * pitchY };
}
