import { describe, expect, it } from "vitest";
import type { ReviewGroup } from "./review-groups.ts";
import { measuresOf, stripsOf } from "./review-layout.ts";

function group(count: number): ReviewGroup {
  return {
    key: "group",
    vehicleId: null,
    car: { type: "undecided", named: null },
    reason: { type: "unknown", text: "" },
    labelTakenAt: null,
    pause: null,
    photos: Array.from({ length: count }, (_, index) => ({ photoId: `photo-${index}`, leftOut: null })),
  };
}

describe("the layout of a review", () => {
  const measures = measuresOf(1440);

  it("fills the width beside the car with photos of one size", () => {
    const used =
      measures.lanes * (measures.tileWidth + measures.gap) - measures.gap + measures.headWidth + 16;
    expect(used).toBeLessThanOrEqual(1440);
    expect(used).toBeGreaterThan(1440 - measures.tileWidth);
  });

  it("gives room for the car beside a single photo, and for every line of many", () => {
    const [one] = stripsOf([group(1)], measures);
    const [many] = stripsOf([group(measures.lanes * 10)], measures);
    expect(one!.height).toBeGreaterThan(measures.tileHeight);
    expect(many!.height).toBeGreaterThanOrEqual(10 * measures.tileHeight + 9 * measures.gap);
  });

  it("draws only the lines in sight of a card of thousands", () => {
    const [strip] = stripsOf([group(4000)], measures);
    const lines = strip!.linesBetween(10_000, 10_900);
    expect(lines.length).toBeLessThan(14);
    expect(strip!.topOf(lines[0]!)).toBeLessThanOrEqual(10_000);
    expect(strip!.topOf(lines.at(-1)!)).toBeGreaterThanOrEqual(10_900 - measures.tileHeight);
    expect(strip!.photosOf(lines[0]!)).toHaveLength(measures.lanes);
  });

  it("finds where a photo stands, also one that is not drawn", () => {
    const [strip] = stripsOf([group(4000)], measures);
    const line = 100;
    expect(strip!.placeOf(`photo-${line * measures.lanes}`).top).toBe(strip!.topOf(line));
  });
});
