import { describe, expect, test } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { defectsOf, editsOnShow, placeOf, pointAt } from "./defect-places.ts";

const photo = photoFile("a");
const turned = { ...noEdits, quarterTurns: 1 };
const cropped = { ...noEdits, crop: { left: 0.5, top: 0, width: 0.5, height: 1 } };

describe("pins on a picture", () => {
  test("turn with it", () => {
    expect(placeOf({ x: 0.25, y: 0.1 }, photo, turned)).toEqual({ x: 0.9, y: 0.25 });
  });

  test("are not shown where the crop cut them off", () => {
    expect(placeOf({ x: 0.25, y: 0.5 }, photo, cropped)).toBeNull();
    expect(placeOf({ x: 0.75, y: 0.5 }, photo, cropped)).toEqual({ x: 0.5, y: 0.5 });
  });

  test("are kept where they are on the original, wherever they are set", () => {
    for (const edits of [null, turned, cropped]) {
      const point = pointAt({ x: 0.3, y: 0.6 }, photo, edits);
      const place = placeOf(point, photo, edits);
      expect(place?.x).toBeCloseTo(0.3);
      expect(place?.y).toBeCloseTo(0.6);
    }
  });
});

test("defects are numbered as they were pinned, without the removed ones", () => {
  const defect = { x: 0, y: 0, note: "" };
  const numbered = defectsOf({ defects: { c: defect, b: null, a: defect } });
  expect(numbered.map(({ id, number }) => [id, number])).toEqual([
    ["a", 1],
    ["c", 2],
  ]);
});

test("until new edits are made into a picture, the ones before are on show", () => {
  const { renditions, dominantColor } = photo;
  const edited = { edits: turned, renditions, dominantColor };
  expect(editsOnShow({ edits: cropped, edited })).toEqual(turned);
  expect(editsOnShow({ edits: cropped, edited: null })).toBeNull();
  expect(editsOnShow({ edits: null, edited })).toBeNull();
});
