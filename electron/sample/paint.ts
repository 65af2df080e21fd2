import { linear } from "./svg.ts";

/** How far a paint is lightened by the sky: little where it is dark, or black would come out grey. */
export function gloss(paint: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(paint.slice(at, at + 2), 16));
  return 0.5 + (red * 0.3 + green * 0.59 + blue * 0.11) / 420;
}

/** What the side and the ends of a car of this height have in common: its rim of sky and the dark beneath it. */
export function lightAndShade(height: number, sill: number): string {
  const rim = linear(
    "rim",
    [0, height],
    [0, height * 0.5],
    [
      [0, "#ffffff", 0.5],
      [0.5, "#ffffff", 0.3],
      [1, "#ffffff", 0],
    ],
  );
  const under = linear(
    "under",
    [0, sill],
    [0, 0],
    [
      [0, "#060708"],
      [0.5, "#060708", 0.94],
      [1, "#060708", 0.72],
    ],
  );
  return rim + under;
}
