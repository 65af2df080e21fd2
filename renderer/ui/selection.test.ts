import { expect, test } from "vitest";
import { nothingSelected, selectOne, selectRange, shownOf, stepFrom, toggleOne } from "./selection.ts";

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
  ["b", 1, "c"],
  ["b", -1, "a"],
  ["a", -1, "a"],
  ["e", 1, "e"],
  ["b", 2, "d"],
  ["e", -2, "c"],
  ["b", -2, "a"],
  ["c", "first", "a"],
  ["c", "last", "e"],
  [null, 1, "a"],
  [null, -1, "e"],
  ["gone", 1, "a"],
] as const)("from %s by %s leads to %s", (from, step, to) => {
  expect(stepFrom(from, order, step)).toBe(to);
});

test("an empty list leads nowhere", () => {
  expect(stepFrom(null, [], 1)).toBeNull();
});

test("what is filtered away is not acted upon", () => {
  const selected = selectRange(selectOne("a"), order, "c");
  expect(shownOf(selected, ["c", "b"])).toEqual(["c", "b"]);
});
