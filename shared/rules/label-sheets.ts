import type {
  LabelField,
  LabelGrid,
  LabelSheetName,
  Paper,
  PrintLayout,
  StickerField,
  StickerSize,
} from "../model/print-layout.ts";

const letter = { pageWidth: 215.9, pageHeight: 279.4 } as const;
const a4 = { pageWidth: 210, pageHeight: 297 } as const;
const paperSizes: Readonly<Record<Paper, typeof letter | typeof a4>> = { letter, a4 };

/** A roll is cut after each label, so that the label is the page. */
function roll(width: number, height: number): LabelGrid {
  return {
    pageWidth: width,
    pageHeight: height,
    labelWidth: width,
    labelHeight: height,
    columns: 1,
    rows: 1,
    left: 0,
    top: 0,
    pitchX: width,
    pitchY: height,
  };
}

/** As their makers publish them: inches for Letter (3/16 in is 4.7625 mm), tenths of millimetres for A4. */
export const labelSheets: Readonly<Record<Exclude<LabelSheetName, "custom">, LabelGrid>> = {
  avery5160: {
    ...letter,
    labelWidth: 66.675,
    labelHeight: 25.4,
    columns: 3,
    rows: 10,
    left: 4.7625,
    top: 12.7,
    pitchX: 69.85,
    pitchY: 25.4,
  },
  avery5163: {
    ...letter,
    labelWidth: 101.6,
    labelHeight: 50.8,
    columns: 2,
    rows: 5,
    left: 3.96875,
    top: 12.7,
    pitchX: 106.3625,
    pitchY: 50.8,
  },
  averyL7160: {
    ...a4,
    labelWidth: 63.5,
    labelHeight: 38.1,
    columns: 3,
    rows: 7,
    left: 7.21,
    top: 15.15,
    pitchX: 66.04,
    pitchY: 38.1,
  },
  averyL7163: {
    ...a4,
    labelWidth: 99.1,
    labelHeight: 38.1,
    columns: 2,
    rows: 7,
    left: 4.65,
    top: 15.15,
    pitchX: 101.6,
    pitchY: 38.1,
  },
  roll62x29: roll(62, 29),
  roll100x50: roll(100, 50),
  keyTag57x32: roll(57, 32),
};

export function labelGridOf({ labelSheet, customSheet }: PrintLayout): LabelGrid {
  return labelSheet === "custom" ? customSheet : labelSheets[labelSheet];
}

/** Window stickers fill the page, or each half of it across. */
export function stickerGridOf({ paper, stickerSize }: { paper: Paper; stickerSize: StickerSize }): LabelGrid {
  const page = paperSizes[paper];
  const rows = stickerSize === "half" ? 2 : 1;
  const labelHeight = page.pageHeight / rows;
  return {
    ...page,
    labelWidth: page.pageWidth,
    labelHeight,
    columns: 1,
    rows,
    left: 0,
    top: 0,
    pitchX: page.pageWidth,
    pitchY: labelHeight,
  };
}

const stickerShows: readonly StickerField[] = [
  "price",
  "odometer",
  "transmission",
  "fuel",
  "exteriorColor",
  "features",
  "stockNumber",
  "vin",
  "code",
];
const labelShows: readonly LabelField[] = ["name", "odometer", "exteriorColor", "vin"];

/** Where the dealer's own sheet begins from. */
const ownSheet = {
  labelWidth: 95,
  labelHeight: 50,
  columns: 2,
  rows: 5,
  left: 7,
  top: 13,
  pitchX: 100,
  pitchY: 50,
} as const;

/** Until the dealer has chosen. A price on a label would have to be printed anew with each change of it. */
export function standardPrintLayout(paper: Paper): PrintLayout {
  return {
    paper,
    stickerSize: "full",
    stickerShows: Object.fromEntries(stickerShows.map((field) => [field, true])),
    stickerNote: "",
    labelSheet: paper === "letter" ? "avery5160" : "averyL7160",
    customSheet: { ...paperSizes[paper], ...ownSheet },
    labelShows: Object.fromEntries(labelShows.map((field) => [field, true])),
    codeAddress: "",
  };
}
