import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fitted } from "./bounds.ts";

const area = { x: 0, y: 0, width: 1920, height: 1040 };

test("a window that stood on a screen stays where it was", () => {
  const bounds = { x: 200, y: 100, width: 1440, height: 900 };
  expect(fitted(bounds, area)).toEqual(bounds);
});

test("a window of an unplugged screen comes back to one that is there", () => {
  expect(fitted({ x: 4000, y: -300, width: 1440, height: 900 }, area)).toEqual({
    x: 480,
    y: 0,
    width: 1440,
    height: 900,
  });
});

test("wherever a window stood, all of it is on the screen", () => {
  const coordinate = fc.integer({ min: -10_000, max: 10_000 });
  const extent = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(fc.record({ x: coordinate, y: coordinate, width: extent, height: extent }), (bounds) => {
      const { x, y, width, height } = fitted(bounds, area);
      expect(x).toBeGreaterThanOrEqual(area.x);
      expect(y).toBeGreaterThanOrEqual(area.y);
      expect(x + width).toBeLessThanOrEqual(area.x + area.width);
      expect(y + height).toBeLessThanOrEqual(area.y + area.height);
    }),
  );
});
