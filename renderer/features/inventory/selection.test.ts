import { expect, test } from "vitest";
import { nothingSelected, selectOne, selectRange, stepFrom, toggleOne } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];

test("a range runs from the anchor, both ways, and starts again from it", () => {
  const down = selectRange(selectOne("c"), order, "e");
  expect([...down.ids]).toEqual(["c", "d", "e"]);
  const up = selectRange(down, order, "a");
  expect([...up.ids]).toEqual(["a", "b", "c"]);
  expect(up.current).toBe("a");
});

test("a range without an anchor that is shown is one car", () => {
  expect([...selectRange(nothingSelected, order, "b").ids]).toEqual(["b"]);
  expect([...selectRange(selectOne("gone"), order, "b").ids]).toEqual(["b"]);
});

test("cars are added and taken out one by one", () => {
  const two = toggleOne(selectOne("a"), "c");
  expect([...two.ids]).toEqual(["a", "c"]);
  expect([...toggleOne(two, "a").ids]).toEqual(["c"]);
});

test.each([
  ["b", "down", "c"],
  ["b", "up", "a"],
  ["a", "up", "a"],
  ["e", "down", "e"],
  ["b", "pageDown", "d"],
  ["e", "pageUp", "c"],
  ["b", "pageUp", "a"],
  ["c", "first", "a"],
  ["c", "last", "e"],
  [null, "down", "a"],
  [null, "up", "e"],
  ["gone", "down", "a"],
] as const)("from %s %s leads to %s", (from, step, to) => {
  expect(stepFrom(from, order, step, 2)).toBe(to);
});

test("an empty list leads nowhere", () => {
  expect(stepFrom(null, [], "down", 2)).toBeNull();
});
