import * as fc from "fast-check";
import { expect, test } from "vitest";
import { drawn, handles, inShape, moved, orWhole, resized, smallest, wholePicture } from "./region-shape.ts";

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const way = fc.double({ min: -2, max: 2, noNaN: true });
const region = fc
  .tuple(fraction, fraction, fraction, fraction)
  .map(([x1, y1, x2, y2]) => drawn({ x: x1, y: y1 }, { x: x2, y: y2 }));

const isInside = ({ left, top, width, height }: typeof wholePicture) =>
  left >= 0 && top >= 0 && width > 0 && height > 0 && left + width <= 1 + 1e-6 && top + height <= 1 + 1e-6;

test("a box stays on the picture however far it is dragged, and keeps its size when it is moved", () => {
  fc.assert(
    fc.property(region, way, way, fc.constantFrom(...handles), (box, right, down, handle) => {
      const shifted = moved(box, right, down);
      expect(isInside(shifted)).toBe(true);
      expect([shifted.width, shifted.height]).toEqual([box.width, box.height]);
      expect(isInside(resized(box, handle, right, down, null))).toBe(true);
    }),
  );
});

test("a box that is held to a shape keeps it whichever handle is dragged", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      way,
      way,
      fc.constantFrom(...handles),
      (ratio, right, down, handle) => {
        const box = inShape({ left: 0.3, top: 0.3, width: 0.4, height: 0.4 }, ratio);
        const next = resized(box, handle, right, down, ratio);
        expect(isInside(next)).toBe(true);
        expect(next.width / next.height).toBeCloseTo(ratio, 2);
      },
    ),
  );
});

test("the opposite corner of a dragged handle stays where it is", () => {
  const box = { left: 0.2, top: 0.2, width: 0.4, height: 0.4 };
  const next = resized(box, "nw", -0.1, -0.05, null);
  expect(next).toEqual({ left: 0.1, top: 0.15, width: 0.5, height: 0.45 });
});

test("a box cannot be made so small that it is lost", () => {
  const box = { left: 0.2, top: 0.2, width: 0.4, height: 0.4 };
  expect(resized(box, "e", -1, 0, null).width).toBeCloseTo(smallest);
  expect(drawn({ x: 1, y: 1 }, { x: 1, y: 1 }).width).toBeCloseTo(smallest);
});

test("a shape takes as much of the picture as it can around the middle of the crop", () => {
  expect(inShape(wholePicture, 0.5)).toEqual({ left: 0.25, top: 0, width: 0.5, height: 1 });
  expect(inShape(wholePicture, 2)).toEqual({ left: 0, top: 0.25, width: 1, height: 0.5 });
});

test("a crop of everything is none", () => {
  expect(orWhole(wholePicture)).toBeNull();
  expect(orWhole({ ...wholePicture, width: 0.9 })).not.toBeNull();
});
