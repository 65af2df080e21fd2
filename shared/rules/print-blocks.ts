import { fitText, lineHeight, type MeasureText, type PrintWeight } from "./text-fitting.ts";

/** Millimetres from the upper left corner of the label or page. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextBlock extends Area {
  readonly type: "text";
  readonly lines: readonly string[];
  readonly size: number;
  readonly weight: PrintWeight;
  readonly soft: boolean;
}

/** A QR code with the quiet zone that its standard asks for; the area is that of both. */
export interface CodeBlock extends Area {
  readonly type: "code";
  readonly code: QrCode;
}

interface RuleBlock extends Area {
  readonly type: "rule";
}

/** What is printed, in its place. No block touches another. */
export type PrintBlock = TextBlock | CodeBlock | RuleBlock;

export interface QrCode {
  readonly text: string;
  /** Modules along a side. */
  readonly modules: number;
  /** Its dark modules as an SVG path, a unit a module. */
  readonly path: string;
}

/** Of ISO/IEC 18004, in modules on each side. */
export const quietZone = 4;
/** Smaller ones are lost in what label printers and telephones do to them; millimetres. */
export const smallestModule = 0.4;

/** The first code that may be read from so small a square, with the square's upper left corner here. */
export function codeBlock(
  codes: readonly QrCode[],
  { x, y }: Pick<Area, "x" | "y">,
  side: number,
): CodeBlock | null {
  const code = codes.find(({ modules }) => side / (modules + 2 * quietZone) >= smallestModule);
  return code ? { type: "code", x, y, width: side, height: side, code } : null;
}

export interface TextStyle {
  readonly largest: number;
  readonly smallest: number;
  readonly weight: PrintWeight;
  readonly soft?: boolean;
  readonly lines?: number;
  /** Room for the text from top to bottom; that of one line at its largest unless it is said. */
  readonly height?: number;
}

/** Lays text from the top of a column down. What there is no room left for is left out, and so is all after it. */
export interface Column {
  readonly blocks: readonly PrintBlock[];
  /** Whether everything had room. */
  readonly whole: boolean;
  /** What is left below the last block. */
  readonly rest: Area;
  text(text: string, style: TextStyle): void;
  rule(): void;
  gap(height: number): void;
  /** Blocks that somebody else has made of the rest. */
  take(blocks: readonly PrintBlock[], height: number): void;
}

export function openColumn(area: Area, measure: MeasureText): Column {
  const blocks: PrintBlock[] = [];
  const end = area.y + area.height;
  let y = area.y;
  let whole = true;
  const grow = (made: readonly PrintBlock[], height: number) => {
    whole &&= y + height <= end + 1e-6;
    if (!whole) return;
    blocks.push(...made);
    y += height;
  };
  return {
    blocks,
    get whole() {
      return whole;
    },
    get rest() {
      return { ...area, y, height: Math.max(0, end - y) };
    },
    text(text, style) {
      if (text === "") return;
      const block = textBlock(text, { ...area, y }, style, measure);
      grow([block], block.height);
    },
    rule: () => grow([{ type: "rule", ...area, y, height: ruleHeight }], ruleHeight),
    gap: (height) => grow([], height),
    take: grow,
  };
}

const ruleHeight = 0.3;

/** Text at the top of a place, as high as its lines are. */
export function textBlock(
  text: string,
  { x, y, width }: Pick<Area, "x" | "y" | "width">,
  style: TextStyle,
  measure: MeasureText,
): TextBlock {
  const { largest, smallest, weight, soft = false, lines = 1, height = largest * lineHeight } = style;
  const fitted = fitText(text, { width, height, largest, smallest, lines, weight }, measure);
  return { type: "text", x, y, width, height: heightOf(fitted), ...fitted, weight, soft };
}

function heightOf({ lines, size }: { lines: readonly string[]; size: number }): number {
  return lines.length * size * lineHeight;
}

export function moved(blocks: readonly PrintBlock[], x: number, y: number): PrintBlock[] {
  return blocks.map((block) => ({ ...block, x: block.x + x, y: block.y + y }));
}
