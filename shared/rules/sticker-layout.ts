import type { LabelGrid } from "../model/print-layout.ts";
import {
  type Area,
  codeBlock,
  type Column,
  moved,
  openColumn,
  type PrintBlock,
  type QrCode,
  textBlock,
} from "./print-blocks.ts";
import { lineHeight, type MeasureText } from "./text-fitting.ts";

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What a window sticker says, in the dealer's words; what is '', null or empty is not shown. */
export interface StickerText {
  readonly dealership: string;
  readonly year: string;
  /** Make and model. */
  readonly name: string;
  readonly trim: string;
  /** A car without a price says so where its price would be. */
  readonly price: Fact | { readonly missing: string } | null;
  readonly note: string;
  readonly facts: readonly Fact[];
  readonly features: readonly string[];
  /** "and 4 more", for features that there is no room for. */
  readonly moreFeatures: (count: number) => string;
  readonly stockNumber: Fact | null;
  readonly vin: Fact | null;
  /** The same car's, best first. */
  readonly codes: readonly QrCode[];
}

/** Millimetres at the scale of 1, at which everything but a long list of features has room. */
interface Sizes {
  readonly margin: number;
  readonly dealership: number;
  readonly year: number;
  readonly name: number;
  readonly trim: number;
  readonly priceLabel: number;
  readonly price: number;
  readonly note: number;
  readonly factLabel: number;
  readonly fact: number;
  readonly feature: number;
  readonly gap: number;
  readonly code: number;
}

const full: Sizes = {
  margin: 12,
  dealership: 8,
  year: 20,
  name: 22,
  trim: 8,
  priceLabel: 4.5,
  price: 30,
  note: 7,
  factLabel: 3.6,
  fact: 7.5,
  feature: 5.4,
  gap: 4,
  code: 42,
};

const half: Sizes = {
  margin: 10,
  dealership: 6.5,
  year: 13,
  name: 15,
  trim: 5.5,
  priceLabel: 3.4,
  price: 21,
  note: 5,
  factLabel: 2.8,
  fact: 5.2,
  feature: 4.2,
  gap: 2.5,
  code: 36,
};

/** How much larger the type may grow where there is room for it. */
const scales = [1.5, 1.4, 1.3, 1.2, 1.1, 1] as const;

/** Type shrinks to this part of its size before words are cut. */
const shrinkage = 0.5;

/** A sticker that stands upright has all beneath each other, one that lies has the facts and the code on its right. */
export function stickerBlocks(
  text: StickerText,
  size: Pick<LabelGrid, "labelWidth" | "labelHeight">,
  measure: MeasureText,
): PrintBlock[] {
  const upright = size.labelHeight > size.labelWidth;
  const sizes = upright ? full : half;
  const area = {
    x: sizes.margin,
    y: sizes.margin,
    width: size.labelWidth - 2 * sizes.margin,
    height: size.labelHeight - 2 * sizes.margin,
  };
  return upright
    ? uprightBlocks({ text, sizes, measure }, area)
    : lyingBlocks({ text, sizes, measure }, area);
}

interface Sticker {
  readonly text: StickerText;
  readonly sizes: Sizes;
  readonly measure: MeasureText;
}

function uprightBlocks(sticker: Sticker, area: Area): PrintBlock[] {
  const { sizes, measure } = sticker;
  const foot = footBlocks(sticker, area);
  const footTop = Math.min(area.y + area.height, ...foot.map(({ y }) => y));
  const above = { ...area, height: footTop - area.y - (foot.length > 0 ? sizes.gap : 0) };
  return [
    ...grown(sticker, (scaled) => {
      const column = openColumn(above, measure);
      head(column, sticker);
      mainPart(column, scaled);
      column.gap(sizes.gap);
      if (scaled.text.facts.length > 0) {
        column.rule();
        column.gap(sizes.gap);
        takeFacts(column, scaled, 2);
      }
      return column;
    }),
    ...foot,
  ];
}

function lyingBlocks(sticker: Sticker, area: Area): PrintBlock[] {
  const { sizes, measure } = sticker;
  const top = openColumn(area, measure);
  head(top, sticker);
  const gutter = 10;
  const right = (area.width - gutter) * 0.35;
  const left = { ...top.rest, width: area.width - gutter - right };
  const side = { ...top.rest, x: area.x + left.width + gutter, width: right };
  return [
    ...top.blocks,
    ...grown(sticker, (scaled) => {
      const column = openColumn(left, measure);
      mainPart(column, scaled);
      column.gap(sizes.gap);
      return column;
    }),
    ...sideBlocks(sticker, side),
  ];
}

/** The largest scale at which all has room; at the smallest, features are left out and said to be. */
function grown(sticker: Sticker, lay: (sticker: Sticker) => Column): readonly PrintBlock[] {
  for (const scale of scales) {
    const scaled = { ...sticker, sizes: scaledSizes(sticker.sizes, scale) };
    const column = lay(scaled);
    const allFeatures = takeFeatures(column, scaled);
    if (column.whole && (allFeatures || scale === 1)) return column.blocks;
    if (scale === 1) return column.blocks;
  }
  return [];
}

function scaledSizes(sizes: Sizes, scale: number): Sizes {
  const { margin, code, dealership, gap } = sizes;
  const all = Object.fromEntries(
    Object.entries(sizes).map(([name, value]: [string, number]) => [name, value * scale]),
  ) as unknown as Sizes;
  return { ...all, margin, code, dealership, gap };
}

function head(column: Column, { text, sizes }: Sticker): void {
  if (text.dealership === "") return;
  column.text(text.dealership, styled(sizes.dealership, "bold"));
  column.gap(sizes.gap / 2);
  column.rule();
  column.gap(sizes.gap);
}

/** What the car is and what it costs. A long name goes over two lines in the room of one. */
function mainPart(column: Column, { text, sizes }: Sticker): void {
  column.text(text.year, styled(sizes.year, "medium"));
  column.text(text.name, { ...styled(sizes.name, "bold"), lines: 2 });
  column.text(text.trim, styled(sizes.trim, "regular"));
  column.gap(sizes.gap);
  if (text.price && "missing" in text.price)
    column.text(text.price.missing, styled(sizes.price / 2, "medium"));
  else if (text.price) {
    column.text(text.price.label, soft(sizes.priceLabel));
    column.text(text.price.value, styled(sizes.price, "bold"));
  }
  column.text(text.note, { ...styled(sizes.note, "medium"), lines: 2 });
}

function takeFacts(column: Column, { text, sizes, measure }: Sticker, across: number): void {
  const width = (column.rest.width - (across - 1) * sizes.gap) / across;
  for (let row = 0; row < text.facts.length; row += across) {
    const { x, y } = column.rest;
    const blocks = text.facts
      .slice(row, row + across)
      .flatMap((fact, place) =>
        factBlocks(fact, { x: x + place * (width + sizes.gap), y, width }, sizes, measure),
      );
    column.take(blocks, Math.max(...blocks.map((block) => block.y + block.height - y)) + sizes.gap * 0.75);
  }
}

function factBlocks(
  fact: Fact,
  place: Pick<Area, "x" | "y" | "width">,
  sizes: Sizes,
  measure: MeasureText,
): PrintBlock[] {
  const label = textBlock(fact.label, place, soft(sizes.factLabel), measure);
  const below = { ...place, y: label.y + label.height };
  return [label, textBlock(fact.value, below, styled(sizes.fact, "medium"), measure)];
}

/** Whether all had room; what has none is counted in the last place. */
function takeFeatures(column: Column, { text, sizes, measure }: Sticker): boolean {
  const { x, y, width, height } = column.rest;
  const line = sizes.feature * lineHeight;
  const room = column.whole ? 2 * Math.floor(height / line) : 0;
  const all = text.features.length <= room;
  const shown = all ? text.features : text.features.slice(0, Math.max(0, room - 1));
  const lines = shown.map((feature) => `• ${feature}`);
  if (!all && room > 0) lines.push(text.moreFeatures(text.features.length - shown.length));
  const rows = Math.ceil(lines.length / 2);
  const half = (width - sizes.gap) / 2;
  const blocks = lines.map((feature, index) => {
    const place = {
      x: index < rows ? x : x + half + sizes.gap,
      y: y + (index % rows) * line,
      width: half,
    };
    return textBlock(feature, place, { ...styled(sizes.feature, "regular"), lines: 1 }, measure);
  });
  column.take(blocks, rows * line);
  return all;
}

/** Along the bottom: by which number the car goes, and its code on the right. */
function footBlocks(sticker: Sticker, area: Area): PrintBlock[] {
  const { text, sizes, measure } = sticker;
  const bottom = area.y + area.height;
  const corner = { x: area.x + area.width - sizes.code, y: bottom - sizes.code };
  const code = codeBlock(text.codes, corner, sizes.code);
  const width = area.width - (code ? sizes.code + sizes.gap : 0);
  const column = openColumn({ x: area.x, y: 0, width, height: area.height }, measure);
  numbers(column, sticker);
  return [...moved(column.blocks, 0, bottom - column.rest.y), ...(code ? [code] : [])];
}

/** On the right of a sticker that lies: facts from the top, numbers, and the code in the room that is left. */
function sideBlocks(sticker: Sticker, area: Area): PrintBlock[] {
  const { sizes, measure } = sticker;
  const codeNeeds = sticker.text.codes.length > 0 ? sizes.code * shrunkCode : 0;
  const columnAt = (scale: number) => {
    const scaled = { ...sticker, sizes: scaledSizes(sizes, scale) };
    const column = openColumn(area, measure);
    takeFacts(column, scaled, 1);
    numbers(column, scaled);
    return column;
  };
  const { blocks, rest } =
    scales.map(columnAt).find((column) => column.whole && column.rest.height >= codeNeeds) ?? columnAt(1);
  const side = Math.min(sizes.code, rest.height, rest.width);
  const corner = { x: rest.x + rest.width - side, y: rest.y + rest.height - side };
  const code = codeBlock(sticker.text.codes, corner, side);
  return [...blocks, ...(code ? [code] : [])];
}

/** To this part of its size the code makes way for larger type. */
const shrunkCode = 0.75;

function numbers(column: Column, { text, sizes, measure }: Sticker): void {
  for (const fact of [text.stockNumber, text.vin]) {
    if (!fact) continue;
    const blocks = factBlocks(fact, column.rest, sizes, measure);
    column.take(blocks, blocks.reduce((sum, { height }) => sum + height, 0) + sizes.gap / 2);
  }
}

function styled(size: number, weight: "regular" | "medium" | "bold") {
  return { largest: size, smallest: size * shrinkage, weight };
}

function soft(size: number) {
  return { ...styled(size, "regular"), soft: true };
}
