export type PrintWeight = "regular" | "medium" | "bold";

/** How wide a text is at a size of 1, in the unit of the size. */
export type MeasureText = (text: string, weight: PrintWeight) => number;

export interface TextRoom {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  /** What is too long even at this size is cut. */
  readonly smallest: number;
  readonly lines: number;
  readonly weight: PrintWeight;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

/** Of a size: from the top of one line to the top of the next, accents and descenders included. */
export const lineHeight = 1.2;

const step = 0.96;
const ellipsis = "…";

/**
 * The text as large as it has room: it is shrunk first, then broken between words, and only at the smallest size cut, with an
 * ellipsis. Of a room that not even one smallest line has room in, that line is the answer: who asks looks first.
 */
export function fitText(text: string, room: TextRoom, measure: MeasureText): FittedText {
  const words = text.split(/\s+/).filter(Boolean);
  const width = (part: string) => measure(part, room.weight);
  for (let size = room.largest; size > room.smallest; size *= step) {
    const lines = broken(words, room.width / size, width);
    if (lines && lines.length <= linesIn(room, size)) return { lines, size };
  }
  return { lines: cut(words, room, width), size: room.smallest };
}

function linesIn({ height, lines }: TextRoom, size: number): number {
  return Math.min(lines, Math.floor(height / (size * lineHeight) + 1e-6));
}

/** Null where a word is wider than a line. */
function broken(
  words: readonly string[],
  most: number,
  width: (text: string) => number,
): readonly string[] | null {
  const lines: string[] = [];
  for (const word of words) {
    if (width(word) > most) return null;
    const last = lines.at(-1);
    if (last !== undefined && width(`${last} ${word}`) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function cut(words: readonly string[], room: TextRoom, width: (text: string) => number): readonly string[] {
  const most = room.width / room.smallest;
  const count = Math.max(1, linesIn(room, room.smallest));
  const lines: string[] = [];
  let rest = [...words];
  while (rest.length > 0) {
    if (lines.length === count - 1) return [...lines, shortened(rest.join(" "), most, width)];
    const fitting = rest.findIndex((_, index) => width(rest.slice(0, index + 1).join(" ")) > most);
    const taken = fitting === -1 ? rest.length : Math.max(1, fitting);
    lines.push(shortened(rest.slice(0, taken).join(" "), most, width));
    rest = rest.slice(taken);
  }
  return lines;
}

/** The text, or as much of its beginning as there is room for beside an ellipsis. */
function shortened(text: string, most: number, width: (text: string) => number): string {
  if (width(text) <= most) return text;
  const letters = Array.from(text);
  while (letters.length > 0) {
    letters.pop();
    const short = `${letters.join("").trimEnd()}${ellipsis}`;
    if (width(short) <= most) return short;
  }
  return "";
}
