import { expect } from "vitest";
import type { Area, PrintBlock } from "#shared/rules/print-blocks.ts";
import type { MeasureText } from "#shared/rules/text-fitting.ts";

/** Letters as wide as those of a usual sans are on the whole. */
export const measure: MeasureText = (text, weight) =>
  Array.from(text).reduce((sum, letter) => sum + (/[il.,:;|! ]/.test(letter) ? 0.28 : 0.58), 0) *
  (weight === "bold" ? 1.06 : 1);

const near = 1e-6;

/** Every block lies on its label, no block touches another, and no line is wider than its block. */
export function expectTidy(blocks: readonly PrintBlock[], label: { width: number; height: number }): void {
  for (const [index, block] of blocks.entries()) {
    expect(block.x).toBeGreaterThanOrEqual(-near);
    expect(block.y).toBeGreaterThanOrEqual(-near);
    expect(block.x + block.width).toBeLessThanOrEqual(label.width + near);
    expect(block.y + block.height).toBeLessThanOrEqual(label.height + near);
    for (const other of blocks.slice(index + 1))
      expect(isApart(block, other), JSON.stringify([block, other])).toBe(true);
    if (block.type !== "text") continue;
    for (const line of block.lines)
      expect(measure(line, block.weight) * block.size).toBeLessThanOrEqual(block.width + near);
  }
}

function isApart(a: Area, b: Area): boolean {
  return (
    a.x + a.width <= b.x + near ||
    b.x + b.width <= a.x + near ||
    a.y + a.height <= b.y + near ||
    b.y + b.height <= a.y + near
  );
}

/** What is printed, line by line. */
export function linesOf(blocks: readonly PrintBlock[]): string[] {
  return blocks.flatMap((block) => (block.type === "text" ? block.lines : []));
}
