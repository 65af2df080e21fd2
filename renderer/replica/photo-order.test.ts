import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bySequence, type Placed, reordered, sequencesAfter } from "./photo-order.ts";

const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
/** Sequences as desks give them out, also the same one twice, and such as nobody gives out. */
const sequence = fc.constantFrom("a0", "a0V", "a1", "a2", "a1", "Zz", "a3", "00", "b");
const placed = fc
  .uniqueArray(fc.record({ id: fc.constantFrom(...ids), sequence }), { selector: ({ id }) => id })
  .map((list) => list.sort(bySequence));

function applied(before: readonly Placed[], changes: readonly Placed[]): string[] {
  const byId = new Map([...before, ...changes].map((one) => [one.id, one]));
  return [...byId.values()].sort(bySequence).map(({ id }) => id);
}

describe("the order of photos", () => {
  it("is what was asked for, whatever the sequences were", () => {
    fc.assert(
      fc.property(placed, fc.subarray(ids), fc.option(fc.constantFrom(...ids)), (list, wanted, before) => {
        const moved = wanted.filter((id) => list.some((one) => one.id === id));
        const staying = list.map(({ id }) => id).filter((id) => !moved.includes(id));
        const at = before !== null && staying.includes(before) ? staying.indexOf(before) : staying.length;
        const expected = [...staying.slice(0, at), ...moved, ...staying.slice(at)];
        expect(applied(list, reordered(list, moved, before))).toEqual(expected);
      }),
    );
  });

  it("changes the moved photos only, where the others have sequences of their own", () => {
    const list = ["a0", "a1", "a2", "a3"].map((sequence, index) => ({ id: "abcd"[index]!, sequence }));
    expect(reordered(list, ["d"], "b").map(({ id }) => id)).toEqual(["d"]);
    expect(reordered(list, ["a"], null).map(({ id }) => id)).toEqual(["a"]);
  });

  it("puts new photos behind all others", () => {
    fc.assert(
      fc.property(
        placed.filter((list) => list.every(({ sequence }) => /^[aZ]/.test(sequence))),
        fc.integer({ min: 1, max: 5 }),
        (list, count) => {
          const added = sequencesAfter(list, count).map((sequence, index) => ({
            id: `new${index}`,
            sequence,
          }));
          expect(applied(list, added).slice(-count)).toEqual(added.map(({ id }) => id));
        },
      ),
    );
  });
});
