import type { MeasureText, PrintWeight } from "#shared/rules/text-fitting.ts";

const printFont = "Inter Variable";
export const fontWeights: Readonly<Record<PrintWeight, number>> = { regular: 400, medium: 600, bold: 700 };

/** The size whose optical variant is printed at every size, so that widths grow evenly; px. */
const measuredAt = 14;
/** Printers' drivers space letters a little otherwise than the screen does. */
const reserve = 1.01;

/** Measures in the font that pages are drawn in, which has to be loaded. */
export function createMeasure(): MeasureText {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("There is no canvas to measure text with");
  context.textRendering = "geometricPrecision";
  const kept = new Map<string, number>();
  return (text, weight) => {
    const key = `${weight} ${text}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    context.font = `${fontWeights[weight]} ${measuredAt}px "${printFont}"`;
    const width = (context.measureText(text).width / measuredAt) * reserve;
    kept.set(key, width);
    return width;
  };
}

/** Resolves when the letters of these texts are there to be measured; other alphabets are files of their own. */
export async function loadLetters(texts: readonly string[]): Promise<void> {
  const letters = [...new Set(texts.join(""))].join("");
  await Promise.all(
    Object.values(fontWeights).map((weight) => document.fonts.load(`${weight} 14px "${printFont}"`, letters)),
  );
}
