import { describe, expect, test } from "vitest";
import { beforeAfterStep, photosOf, slotsOf } from "./strip-slots.ts";

const order = ["a", "b", "c", "d", "e"];
const likenesses = [{ best: "d", photoIds: ["d", "b"] }];

describe("places of the strip", () => {
  test("a closed stack stands where its first photo does and shows its best", () => {
    expect(slotsOf(order, likenesses, new Set()).map(({ id, photoIds }) => [id, photoIds])).toEqual([
      ["a", ["a"]],
      ["d", ["b", "d"]],
      ["c", ["c"]],
      ["e", ["e"]],
    ]);
  });

  test("an open stack shows its photos side by side in the car's order", () => {
    expect(slotsOf(order, likenesses, new Set(["b"])).map(({ id }) => id)).toEqual(["a", "b", "d", "c", "e"]);
  });

  test("a closed stack counts with all its photos", () => {
    expect(photosOf(slotsOf(order, likenesses, new Set()), new Set(["d", "e"]))).toEqual(["b", "d", "e"]);
  });
});

describe("a step of several together", () => {
  const slots = slotsOf(order, [], new Set());

  test("goes past one neighbour", () => {
    expect(beforeAfterStep(slots, new Set(["b", "c"]), 1)).toBe("e");
    expect(beforeAfterStep(slots, new Set(["b", "c"]), -1)).toBe("a");
  });

  test("brings together what was apart", () => {
    expect(beforeAfterStep(slots, new Set(["a", "c"]), 1)).toBe("d");
  });

  test("ends at the ends", () => {
    expect(beforeAfterStep(slots, new Set(["a"]), -1)).toBeUndefined();
    expect(beforeAfterStep(slots, new Set(["d"]), 1)).toBeNull();
    expect(beforeAfterStep(slots, new Set(["e"]), 1)).toBeUndefined();
  });

  test("goes past a closed stack as a whole", () => {
    const stacked = slotsOf(order, likenesses, new Set());
    expect(beforeAfterStep(stacked, new Set(["c"]), -1)).toBe("b");
  });
});
