import { expect, test } from "vitest";
import { insertionAt } from "./insertion.ts";

/** Three tiles of 100 x 75 in a row, two in the next, 8 px apart. */
const boxes = [0, 1, 2, 3, 4].map((index) => ({
  left: (index % 3) * 108,
  top: Math.floor(index / 3) * 83,
  width: 100,
  height: 75,
}));
const indexAt = (x: number, y: number) => insertionAt(boxes, x, y, 8)?.index;

test("the near half of a tile decides the side", () => {
  expect(indexAt(120, 30)).toBe(1);
  expect(indexAt(200, 30)).toBe(2);
  expect(indexAt(50, 30)).toBe(1);
});

test("outside of the tiles the nearest row and end count", () => {
  expect(indexAt(-40, -40)).toBe(0);
  expect(indexAt(900, 10)).toBe(3);
  expect(indexAt(-40, 120)).toBe(3);
  expect(indexAt(320, 500)).toBe(5);
});

test("the line stands in the gap, in the row that is pointed at", () => {
  expect(insertionAt(boxes, 120, 30, 8)?.line).toEqual({ left: 104, top: 0, height: 75 });
  expect(insertionAt(boxes, 900, 10, 8)?.line).toEqual({ left: 320, top: 0, height: 75 });
});

test("without tiles there is no gap", () => {
  expect(insertionAt([], 0, 0, 8)).toBeNull();
});
