/** From where each of a car's pictures is taken, in the order in which a dealer takes them. */
export const views = ["left", "front", "right", "rear", "interior"] as const;
export type View = (typeof views)[number];

/** The names of a car's pictures, in order. */
export function drawingNames(stockNumber: string): string[] {
  return views.map((view, index) => `${stockNumber}-${index + 1}-${view}.jpg`);
}
