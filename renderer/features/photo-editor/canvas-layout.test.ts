import * as fc from "fast-check";
import { expect, test } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { toEdited } from "#shared/rules/photo-geometry.ts";
import { cropRatio, layoutOf, originalPoint, originalWay } from "./canvas-layout.ts";

const original = { width: 4000, height: 3000 };
const view = { width: 1000, height: 700 };
const placings = fc.record({
  quarterTurns: fc.integer({ min: 0, max: 3 }),
  straighten: fc.integer({ min: -45, max: 45 }),
  crop: fc.constantFrom(null, { left: 0.1, top: 0.25, width: 0.5, height: 0.6 }),
});
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

test("a point of the original is seen where its rendition will have it", () => {
  fc.assert(
    fc.property(placings, fraction, fraction, (placing, x, y) => {
      const { shown, layer } = layoutOf(view, original, placing);
      const angle = (layer.degrees * Math.PI) / 180;
      const [across, down] = [(x - 0.5) * layer.width, (y - 0.5) * layer.height];
      const seen = {
        x: layer.left + layer.width / 2 + across * Math.cos(angle) - down * Math.sin(angle),
        y: layer.top + layer.height / 2 + across * Math.sin(angle) + down * Math.cos(angle),
      };
      const edited = toEdited({ x, y }, original, placing);
      expect(Math.abs(seen.x - edited.x * shown.width)).toBeLessThan(1);
      expect(Math.abs(seen.y - edited.y * shown.height)).toBeLessThan(1);
    }),
  );
});

test("the picture fits the view and fills one side of it", () => {
  fc.assert(
    fc.property(placings, (placing) => {
      const { shown } = layoutOf(view, original, placing);
      expect(shown.width).toBeLessThanOrEqual(view.width + 1e-6);
      expect(shown.height).toBeLessThanOrEqual(view.height + 1e-6);
      expect(Math.max(shown.width / view.width, shown.height / view.height)).toBeCloseTo(1);
    }),
  );
});

test("a way on the screen is the same way between the points of the original under its ends", () => {
  fc.assert(
    fc.property(placings, fraction, fraction, (placing, across, along) => {
      const layout = layoutOf(view, original, placing);
      const from = originalPoint(layout, original, placing, 10, 10);
      const to = originalPoint(layout, original, placing, 10 + across * 300, 10 + along * 300);
      const way = originalWay(layout, across * 300, along * 300);
      expect(to.x - from.x).toBeCloseTo(way.x, 2);
      expect(to.y - from.y).toBeCloseTo(way.y, 2);
    }),
  );
});

test("a crop to a shape has it in pixels, whatever the picture's own", () => {
  expect(cropRatio(original, noEdits, 4 / 3)).toBeCloseTo(1, 3);
  expect(cropRatio(original, { ...noEdits, quarterTurns: 1 }, 1)).toBeCloseTo(4 / 3, 3);
});
