/** How far a paint is lightened by the sky: little where it is dark, or black would come out grey. */
export function gloss(paint: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(paint.slice(at, at + 2), 16));
  return 0.5 + (red * 0.3 + green * 0.59 + blue * 0.11) / 420;
}
