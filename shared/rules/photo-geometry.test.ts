import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import {
  frameAfter,
  middleOf,
  pixelsOf,
  type Point,
  regionToEdited,
  regionToOriginal,
  sizeAfter,
  toEdited,
  toOriginal,
} from "#shared/rules/photo-geometry.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const size = fc.record({
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
});
const region = fc
  .tuple(number(0, 0.9), number(0, 0.9), number(0.05, 1), number(0.05, 1))
  .map(([left, top, width, height]) => ({
    left,
    top,
    width: Math.min(width, 1 - left),
    height: Math.min(height, 1 - top),
  }));
const edits = fc.record({
  quarterTurns: fc.integer({ min: 0, max: 3 }),
  straighten: number(-45, 45),
  crop: fc.option(region),
});
const point = fc.record({ x: number(0, 1), y: number(0, 1) });

const isInside = ({ x, y }: Point, slack = 1e-6) =>
  x >= -slack && y >= -slack && x <= 1 + slack && y <= 1 + slack;

describe("a turned and straightened picture", () => {
  it("changes its sides by a quarter turn", () => {
    expect(frameAfter(4000, 3000, { quarterTurns: 1, straighten: 0 })).toEqual({ width: 3000, height: 4000 });
    expect(frameAfter(4000, 3000, { quarterTurns: 2, straighten: 0 })).toEqual({ width: 4000, height: 3000 });
  });

  it("keeps its shape when it is straightened, as large as it fits", () => {
    const { width, height } = frameAfter(4000, 3000, { quarterTurns: 0, straighten: 5 });
    expect(width / height).toBeCloseTo(4 / 3, 2);
    expect(width).toBe(
      Math.floor(4000 * (3000 / (4000 * Math.sin(Math.PI / 36) + 3000 * Math.cos(Math.PI / 36)))),
    );
  });

  it("never shows an empty corner: every corner of the frame lies in the original", () => {
    fc.assert(
      fc.property(size, edits, (original, given) => {
        const uncropped = { ...given, crop: null };
        for (const corner of [0, 1].flatMap((x) => [0, 1].map((y) => ({ x, y }))))
          expect(isInside(toOriginal(corner, original, uncropped))).toBe(true);
      }),
    );
  });
});

describe("places in a picture", () => {
  it("turn clockwise with it", () => {
    const turned = { ...noEdits, quarterTurns: 1 };
    expect(toEdited({ x: 0, y: 0 }, { width: 40, height: 30 }, turned)).toEqual({ x: 1, y: 0 });
    const slanted = toEdited({ x: 1, y: 0.5 }, { width: 40, height: 30 }, { ...noEdits, straighten: 10 });
    expect(slanted.y).toBeGreaterThan(0.5);
  });

  it("come back where they were", () => {
    fc.assert(
      fc.property(size, edits, point, (original, given, { x, y }) => {
        const back = toOriginal(toEdited({ x, y }, original, given), original, given);
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });

  it("that are covered stay covered: a box that is drawn lies inside the box that is kept", () => {
    fc.assert(
      fc.property(size, edits, region, point, (original, given, drawn, { x, y }) => {
        const kept = regionToOriginal(drawn, original, given);
        const inside = { x: drawn.left + x * drawn.width, y: drawn.top + y * drawn.height };
        const place = toOriginal(inside, original, given);
        expect(kept).not.toBeNull();
        expect(
          isInside({ x: (place.x - kept!.left) / kept!.width, y: (place.y - kept!.top) / kept!.height }),
        ).toBe(true);
      }),
    );
  });

  it("that were cut off are nowhere", () => {
    const crop = { left: 0.5, top: 0.5, width: 0.5, height: 0.5 };
    const corner = { left: 0, top: 0, width: 0.2, height: 0.2 };
    expect(regionToEdited(corner, { width: 40, height: 30 }, { ...noEdits, crop })).toBeNull();
  });
});

describe("pixels", () => {
  it("of a region lie in the picture and are never none", () => {
    fc.assert(
      fc.property(size, region, (picture, part) => {
        const { left, top, width, height } = pixelsOf(part, picture);
        expect([left, top, width, height].every(Number.isInteger)).toBe(true);
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(picture.width);
        expect(top + height).toBeLessThanOrEqual(picture.height);
      }),
    );
  });

  it("of the edited picture are those of its crop", () => {
    const crop = { left: 0.25, top: 0, width: 0.5, height: 1 };
    expect(sizeAfter(4000, 3000, { ...noEdits, quarterTurns: 1, crop })).toEqual({
      width: 1500,
      height: 4000,
    });
  });

  it("of the middle have the shape that was asked for", () => {
    const region = middleOf({ width: 4000, height: 3000 }, { width: 1, height: 1 });
    expect(pixelsOf(region, { width: 4000, height: 3000 })).toEqual({
      left: 500,
      top: 0,
      width: 3000,
      height: 3000,
    });
  });
});
