import { expect, test } from "vitest";
import { photo } from "./library.fixture.ts";
import { lineOf, linesOf, positionBeyond } from "./library-lines.ts";
import type { LibraryGroup } from "./library-view.ts";

function group(key: string, count: number): LibraryGroup {
  const entries = Array.from({ length: count }, (_, index) => ({
    photo: photo(`${key}${index}`),
    car: null,
    flaws: [],
  }));
  return { key, car: null, entries, missing: [] };
}

/** a0 a1 a2 / a3, a car without photos, c0 c1. */
const lines = linesOf([group("a", 4), group("b", 0), group("c", 2)], 3, true);

test("each car has its heading and as many lines as its photos need", () => {
  expect(lines.map((line) => (line.type === "car" ? line.key : line.first))).toEqual([
    "a",
    0,
    3,
    "b",
    "c",
    4,
  ]);
  expect(linesOf([group("a", 4)], 3, false).map(({ type }) => type)).toEqual(["photos", "photos"]);
});

test("a photo is found on its line", () => {
  expect([0, 2, 3, 4, 5].map((position) => lineOf(lines, position))).toEqual([1, 1, 2, 5, 5]);
});

test.each([
  [1, 1, 3],
  [2, 2, 5],
  [3, 1, 4],
  [5, -1, 3],
  [5, -2, 1],
  [0, -1, 0],
  [4, 9, 4],
])("from place %i, %i lines on, is place %i", (from, steps, to) => {
  expect(positionBeyond(lines, from, steps)).toBe(to);
});
