import { expect, test } from "vitest";
import { shareArrived } from "./own-work.ts";

test("a first sync is as far as all of its collections together, in hundredths, and nothing once all is here", () => {
  expect(shareArrived({})).toBeNull();
  expect(shareArrived({ vehicles: { done: 0, total: 0 } })).toBe(0);
  expect(shareArrived({ vehicles: { done: 500, total: 1000 }, photos: { done: 167, total: 1000 } })).toBe(
    0.33,
  );
});
