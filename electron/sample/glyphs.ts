import { line } from "./svg.ts";

/**
 * Strokes in a cell of 4 by 6, y downwards. Drawn by us, because which fonts a computer has is not known and the drawing
 * has to come out the same everywhere.
 */
const strokes: Readonly<Record<string, string>> = {
  0: "M 1 0 L 3 0 L 4 1 L 4 5 L 3 6 L 1 6 L 0 5 L 0 1 Z",
  1: "M 0.6 1.2 L 2 0 L 2 6",
  2: "M 0 1 L 1 0 L 3 0 L 4 1 L 4 2 L 0 6 L 4 6",
  3: "M 0 0 L 4 0 L 2 2.4 L 3 2.4 L 4 3.4 L 4 5 L 3 6 L 1 6 L 0 5",
  4: "M 3 6 L 3 0 L 0 4.2 L 4 4.2",
  5: "M 4 0 L 0 0 L 0 2.6 L 3 2.6 L 4 3.6 L 4 5 L 3 6 L 0 6",
  6: "M 3.6 0 L 1 0 L 0 1 L 0 5 L 1 6 L 3 6 L 4 5 L 4 3.6 L 3 2.6 L 0 2.6",
  7: "M 0 0 L 4 0 L 1.4 6",
  8: "M 1 0 L 3 0 L 4 1 L 4 2 L 3 2.8 L 1 2.8 L 0 2 L 0 1 Z M 1 2.8 L 0 3.8 L 0 5 L 1 6 L 3 6 L 4 5 L 4 3.8 L 3 2.8",
  9: "M 0.4 6 L 3 6 L 4 5 L 4 1 L 3 0 L 1 0 L 0 1 L 0 2.4 L 1 3.4 L 4 3.4",
  "-": "M 0.8 3 L 3.2 3",
  A: "M 0 6 L 0 2 L 2 0 L 4 2 L 4 6 M 0 3.8 L 4 3.8",
  C: "M 4 1 L 3 0 L 1 0 L 0 1 L 0 5 L 1 6 L 3 6 L 4 5",
  E: "M 4 0 L 0 0 L 0 6 L 4 6 M 0 2.9 L 3.2 2.9",
  I: "M 2 0 L 2 6",
  J: "M 4 0 L 4 5 L 3 6 L 1 6 L 0 5",
  L: "M 0 0 L 0 6 L 4 6",
  M: "M 0 6 L 0 0 L 2 3 L 4 0 L 4 6",
  N: "M 0 6 L 0 0 L 4 6 L 4 0",
  O: "M 1 0 L 3 0 L 4 1 L 4 5 L 3 6 L 1 6 L 0 5 L 0 1 Z",
  P: "M 0 6 L 0 0 L 3 0 L 4 1 L 4 2.2 L 3 3.2 L 0 3.2",
  S: "M 4 1 L 3 0 L 1 0 L 0 1 L 0 2 L 1 2.9 L 3 2.9 L 4 3.8 L 4 5 L 3 6 L 1 6 L 0 5",
  T: "M 0 0 L 4 0 M 2 0 L 2 6",
  U: "M 0 0 L 0 5 L 1 6 L 3 6 L 4 5 L 4 0",
  V: "M 0 0 L 2 6 L 4 0",
};

/** How far it is to the next letter. */
const advanceOf = (letter: string) => (letter === "I" || letter === "1" ? 3.6 : 5.6);

/** Letters `height` tall, centred on the origin, y downwards. What is not in the table leaves a gap. */
export function lettering(text: string, height: number, color: string, weight = 0.9): string {
  const scale = height / 6;
  const letters = text.split("");
  const width = letters.reduce((sum, letter) => sum + advanceOf(letter), -1.6);
  let x = -width / 2;
  const drawn = letters.map((letter) => {
    const d = strokes[letter];
    const inset = (advanceOf(letter) - 5.6) / 2;
    const glyph = d ? line(d, color, weight, `transform="translate(${x + inset} -3)"`) : "";
    x += advanceOf(letter);
    return glyph;
  });
  return `<g transform="scale(${scale})">${drawn.join("")}</g>`;
}
