import type { LabelGrid } from "../model/print-layout.ts";
import {
  type Area,
  codeBlock,
  type Column,
  moved,
  openColumn,
  type PrintBlock,
  type QrCode,
} from "./print-blocks.ts";
import { lineHeight, type MeasureText } from "./text-fitting.ts";

export interface LabelText {
  readonly stockNumber: string;
  /** "2021 Nissan Versa Advance". */
  readonly name: string;
  /** Most wanted first: where there is no room for all, the last are left out. */
  readonly details: readonly string[];
  /** The same car's, best first; the first that is not too fine for the label is printed. */
  readonly codes: readonly QrCode[];
}

/** The size of type that can still be read at arm's length; millimetres. */
const smallest = 1.7;
const largestCode = 40;

/** A label with its code on the left, or on top where the label is no wider than high, and its text beside it. */
export function labelBlocks(
  text: LabelText,
  size: Pick<LabelGrid, "labelWidth" | "labelHeight">,
  measure: MeasureText,
): PrintBlock[] {
  const { labelWidth: width, labelHeight: height } = size;
  const edge = Math.min(2.5, 0.08 * Math.min(width, height));
  const inside = { x: edge, y: edge, width: width - 2 * edge, height: height - 2 * edge };
  const upright = width < height * 1.25;
  const side = upright
    ? Math.min(inside.width, inside.height * 0.55, largestCode)
    : Math.min(inside.height, inside.width * 0.45, largestCode);
  const place = upright
    ? { x: edge + (inside.width - side) / 2, y: edge }
    : { x: edge, y: edge + (inside.height - side) / 2 };
  const code = codeBlock(text.codes, place, side);
  const beside = code ? besideCode(inside, side, upright) : inside;
  return [...(code ? [code] : []), ...textBlocks(text, beside, measure)];
}

/** The quiet zone of the code is room enough between it and the text. */
function besideCode(inside: Area, side: number, upright: boolean): Area {
  return upright
    ? { ...inside, y: inside.y + side, height: inside.height - side }
    : { ...inside, x: inside.x + side, width: inside.width - side };
}

/** Rather smaller type than a detail that is missing, but not for ever. */
const scales = [1, 0.93, 0.86, 0.8] as const;

function textBlocks(text: LabelText, area: Area, measure: MeasureText): PrintBlock[] {
  const columns = scales.map((scale) => textColumn(text, area, scale, measure));
  const { blocks, rest } = columns.find(({ whole }) => whole) ?? columns.at(-1)!;
  return moved(blocks, 0, rest.height / 2);
}

function textColumn(text: LabelText, area: Area, scale: number, measure: MeasureText): Column {
  const column = openColumn(area, measure);
  const sized = (part: number, most: number) =>
    Math.max(smallest, scale * Math.min(most, area.height * part));
  const name = sized(0.15, 6);
  column.text(text.stockNumber, { largest: sized(0.34, 14), smallest, weight: "bold" });
  column.text(text.name, {
    largest: name,
    smallest,
    weight: "medium",
    lines: 2,
    height: 2 * name * lineHeight,
  });
  const gap = area.height * 0.03;
  for (const detail of text.details) {
    if (column.rest.height > gap) column.gap(gap);
    column.text(detail, { largest: sized(0.12, 4.5), smallest, weight: "regular" });
  }
  return column;
}
