import * as fc from "fast-check";
import { expect, test } from "vitest";
import { finished } from "./library.fixture.ts";
import { inTurns, sortedInPieces, type PausingWork } from "./turns.ts";

test("sorting in pieces is sorting, and keeps equals as they were", () => {
  const compare = (a: [number, number], b: [number, number]) => a[0] - b[0];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3000 }), (numbers) => {
      const items = numbers.map((number, index): [number, number] => [number, index]);
      expect(finished(sortedInPieces(items, compare))).toEqual(items.toSorted(compare));
    }),
    { numRuns: 20 },
  );
});

test("work that takes long lets others go first, and can be called off", async () => {
  const stop = new AbortController();
  let others = 0;
  const timer = setInterval(() => ++others === 3 && stop.abort());
  function* endless(): PausingWork<never> {
    for (;;) yield;
  }
  expect(await inTurns(endless(), stop.signal)).toBeNull();
  clearInterval(timer);
  expect(others).toBeGreaterThanOrEqual(3);
});
