import * as z from "zod";

const Length = z.number().min(0).max(1000);
const Side = z.number().min(8).max(1000);
const Count = z.int().min(1).max(50);

const Grid = z.object({
  pageWidth: Side,
  pageHeight: Side,
  labelWidth: Side,
  labelHeight: Side,
  columns: Count,
  rows: Count,
  left: Length,
  top: Length,
  pitchX: Length,
  pitchY: Length,
});

/**
 * A sheet of equal labels, or the piece of a roll that holds one; millimetres. The first label begins at `left` and `top`,
 * and a pitch leads from where one label begins to where the next does.
 */
export type LabelGrid = z.infer<typeof Grid>;
export const LabelGrid = Grid.refine((grid) => gridFault(grid) === null);

/** What keeps labels from being printed so, or null. */
export function gridFault(grid: LabelGrid): "overlap" | "offPage" | null {
  const { columns, rows, labelWidth, labelHeight, pitchX, pitchY } = grid;
  if (columns > 1 && pitchX < labelWidth - tolerance) return "overlap";
  if (rows > 1 && pitchY < labelHeight - tolerance) return "overlap";
  const right = grid.left + (columns - 1) * pitchX + labelWidth;
  const bottom = grid.top + (rows - 1) * pitchY + labelHeight;
  return right > grid.pageWidth + tolerance || bottom > grid.pageHeight + tolerance ? "offPage" : null;
}

/** Makers give inches or tenths of millimetres, which do not add up to the last micrometre. */
const tolerance = 0.05;

export const papers = ["letter", "a4"] as const;
export type Paper = (typeof papers)[number];

export const stickerSizes = ["full", "half"] as const;
export type StickerSize = (typeof stickerSizes)[number];

export const stickerFields = [
  "price",
  "odometer",
  "transmission",
  "fuel",
  "exteriorColor",
  "bodyStyle",
  "features",
  "stockNumber",
  "vin",
  "code",
] as const;
export type StickerField = (typeof stickerFields)[number];

/** What a stock label says besides the stock number and its code. */
export const labelFields = ["name", "price", "odometer", "exteriorColor", "vin"] as const;
export type LabelField = (typeof labelFields)[number];

export const labelSheetNames = [
  "avery5160",
  "avery5163",
  "averyL7160",
  "averyL7163",
  "roll62x29",
  "roll100x50",
  "keyTag57x32",
  "custom",
] as const;
export type LabelSheetName = (typeof labelSheetNames)[number];

/** A set that merges element by element: what is shown is true, what was switched off is null. */
const shown = <Field extends string>(fields: readonly Field[]) =>
  z.partialRecord(z.enum(fields), z.literal(true).nullable());

/** How the dealership prints its cars. One document a dealership. */
export const PrintLayout = z.object({
  paper: z.enum(papers),
  stickerSize: z.enum(stickerSizes),
  stickerShows: shown(stickerFields),
  /** The dealer's own line beneath the price, such as the down payment. */
  stickerNote: z.string().trim().max(120),
  labelSheet: z.enum(labelSheetNames),
  /** The grid of the dealer's own sheet, used where `labelSheet` is `custom`. */
  customSheet: LabelGrid,
  labelShows: shown(labelFields),
  /** Where a car is found on the dealer's website, with `{stock}` or `{vin}` in it; '' without one. */
  codeAddress: z.string().trim().max(200),
});
export type PrintLayout = z.infer<typeof PrintLayout>;
