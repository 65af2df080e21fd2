import * as fc from "fast-check";
import { expect, test } from "vitest";
import { noEdits, type PhotoEdits } from "#shared/model/photo-edits.ts";
import { toEdited } from "#shared/rules/photo-geometry.ts";
import { turned, withCopied } from "./edit-acts.ts";

const crop = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };

test("four quarter turns either way are none, with the crop as it was", () => {
  const start: PhotoEdits = { ...noEdits, crop };
  for (const direction of [1, -1] as const) {
    const turn = (edits: PhotoEdits): PhotoEdits => ({ ...edits, ...turned(edits, direction) });
    expect(turn(start)).not.toEqual(start);
    expect(turn(turn(turn(turn(start))))).toEqual(start);
  }
});

test("what was cropped stays cropped when the picture is turned", () => {
  const original = { width: 4000, height: 3000 };
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: -30, max: 30 }),
      (x, y, straighten) => {
        const before: PhotoEdits = { ...noEdits, crop, straighten };
        const after = { ...before, ...turned(before, 1) };
        const point = toEdited({ x, y }, original, before);
        const turnedPoint = toEdited({ x, y }, original, after);
        expect(turnedPoint.x).toBeCloseTo(1 - point.y, 5);
        expect(turnedPoint.y).toBeCloseTo(point.x, 5);
      },
    ),
  );
});

test("copying only light and color leaves what else a photo has", () => {
  const own = { ...noEdits, quarterTurns: 1, crop, exposure: -1, blurs: [crop] };
  const from = { ...noEdits, exposure: 0.5, warmth: 0.2, tint: -0.1, quarterTurns: 2 };
  expect(withCopied(own, from, "light")).toEqual({ ...own, exposure: 0.5, warmth: 0.2, tint: -0.1 });
  expect(withCopied(own, from, "everything")).toEqual(from);
});

test("a photo that gets no edits has none", () => {
  expect(withCopied(null, { ...noEdits, quarterTurns: 1 }, "light")).toBeNull();
  expect(withCopied({ ...noEdits, exposure: 1 }, noEdits, "everything")).toBeNull();
});
