import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import type { Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { differences, merge, replacedIn, valueAt, withReplaced, withValueAt } from "#shared/rules/merge.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import { holds } from "#tests/support/replays.ts";
import { base, edited, edits, version } from "#tests/support/vehicle-versions.ts";

const isRanked = (path: string) => path === "status";
/** A field that merges by element has no value of its own. */
const isWhole = (path: string) => path === "features";
const joined = (a: Envelope, b: Envelope) => merge(a, b, null).document;

describe("merging versions of a document", () => {
  it("is commutative", () => {
    holds("merge-commutative", [version, version], (a, b) => {
      expect(joined(a, b)).toEqual(joined(b, a));
    });
  });

  it("is associative", () => {
    holds("merge-associative", [version, version, version], (a, b, c) => {
      expect(joined(joined(a, b), c)).toEqual(joined(a, joined(b, c)));
    });
  });

  it("is idempotent", () => {
    holds("merge-idempotent", [version, version], (a, b) => {
      const once = joined(a, b);
      expect(joined(once, b)).toEqual(once);
      expect(joined(once, once)).toEqual(once);
    });
  });

  it("loses no field that either side has, unless the other side took it away later", () => {
    holds("merge-loses-nothing", [version, version], (a, b) => {
      const { data, stamps } = joined(a, b);
      for (const side of [a, b]) {
        for (const { path } of differences("vehicle", {}, side.data)) {
          const takenAway = (stamps[path] ?? "") > (side.stamps[path] ?? "");
          expect(valueAt("vehicle", data, path) !== undefined || takenAway, path).toBe(true);
        }
      }
    });
  });

  it("keeps the newest stamp of every field, and with it that value where nothing outranks it", () => {
    holds("merge-newest-wins", [version, version], (a, b) => {
      const { data, stamps } = joined(a, b);
      for (const path of Object.keys(stamps).filter((path) => !isRanked(path) && !isWhole(path))) {
        const [left, right] = [a.stamps[path] ?? "", b.stamps[path] ?? ""];
        expect(stamps[path]).toBe(left > right ? left : right);
        if (left === right) continue;
        const winner = valueAt("vehicle", (left > right ? a : b).data, path);
        expect(isSame(valueAt("vehicle", data, path), winner), path).toBe(true);
      }
    });
  });

  it("brings desks together whatever they did meanwhile", () => {
    holds("merge-desks-agree", [base, edits, edits], (start, mine, theirs) => {
      const left = edited(start, mine, "aa", 10);
      const right = edited(start, theirs, "bb", 12);
      expect(joined(left, right)).toEqual(joined(right, left));
      expect(joined(start, left)).toEqual(joined(left, left));
    });
  });

  it("reports as overlaps exactly the fields of which a change gives way to the other side's, alike on both sides", () => {
    holds("merge-overlaps", [base, edits, edits], (start, mine, theirs) => {
      const left = edited(start, mine, "aa", 10);
      const right = edited(start, theirs, "bb", 12);
      const { document, overlaps } = merge(left, right, start);
      expect(merge(right, left, start).overlaps).toEqual(overlaps);
      const changes = (before: Envelope, after: Envelope) =>
        differences("vehicle", before.data, after.data).map(({ path }) => path);
      const isTouched = (side: Envelope, path: string) => side.stamps[path] !== start.stamps[path];
      const givenUp = [left, right].flatMap((side) =>
        changes(side, document).filter(
          (path) => isTouched(side, path) && changes(start, side).includes(path),
        ),
      );
      const byBoth = givenUp.filter((path) => isTouched(left, path) && isTouched(right, path));
      expect(overlaps.map(({ path }) => path)).toEqual(byBoth.sort());
    });
  });

  it("reports a change that gives way to one that the other side took back", () => {
    const car = created("vehicle", crypto.randomUUID(), { location: "Lot" });
    const mine = changed(car, { location: "Auction" }, "000000000001-0000-aa");
    const away = changed(car, { location: "Workshop" }, "000000000002-0000-bb");
    const back = changed(away, { location: "Lot" }, "000000000003-0000-bb");
    const { overlaps } = merge(mine, back, car);
    expect(overlaps.map(({ kept, other }) => [kept.value, other.value])).toEqual([["Lot", "Auction"]]);
    const later = changed(car, { location: "Auction" }, "000000000004-0000-aa");
    expect(merge(later, back, car).overlaps).toEqual([]);
  });

  it("keeps both values of an overlap", () => {
    holds("merge-overlap-values", [base, edits, edits], (start, mine, theirs) => {
      const left = edited(start, mine, "aa", 10);
      const right = edited(start, theirs, "bb", 12);
      const { document, overlaps } = merge(left, right, start);
      for (const { path, kept, other } of overlaps) {
        expect(isSame(valueAt("vehicle", document.data, path), kept.value)).toBe(true);
        const values = [left, right].map(({ data }) => valueAt("vehicle", data, path));
        expect(values.some((value) => isSame(value, other.value))).toBe(true);
        expect(isSame(kept.value, other.value)).toBe(false);
      }
    });
  });

  it("reports the same by what was replaced in one side as by the whole version that it was made on", () => {
    holds("merge-by-replaced", [base, edits, edits], (start, mine, theirs) => {
      const left = edited(start, mine, "aa", 10);
      const right = edited(start, theirs, "bb", 12);
      const known = withReplaced(left, replacedIn(start, left));
      expect(known).toEqual(start);
      expect(merge(left, right, known).overlaps).toEqual(merge(left, right, start).overlaps);
    });
  });

  it("reports nothing where it does not know what both sides started from", () => {
    holds("merge-no-base", [version, version], (a, b) => {
      expect(merge(a, b, null).overlaps).toEqual([]);
    });
  });

  it("keeps a tombstone", () => {
    holds("merge-tombstone", [version, version], (a, b) => {
      expect(joined(a, b)._deleted).toBe(a._deleted || b._deleted);
    });
  });
});

describe("sets and maps", () => {
  const car = created("vehicle", crypto.randomUUID(), { features: { abs: true } });

  it("merge by element: what either desk added is there, and what one took away is gone", () => {
    const mine = changed(car, { features: { abs: true, sunroof: true } }, "000000000001-0000-aa");
    const theirs = changed(car, { features: { abs: null, camera: true } }, "000000000002-0000-bb");
    const { document, overlaps } = merge(mine, theirs, car);
    expect(document.data["features"]).toEqual({ abs: null, sunroof: true, camera: true });
    expect(overlaps).toEqual([]);
  });

  it("let an element be left out instead of set to null", () => {
    const mine = changed(car, { features: {} }, "000000000001-0000-aa");
    expect(joined(mine, car).data["features"]).toEqual({});
  });

  it("merge recon line by line", () => {
    const cost = created("vehicle-cost", crypto.randomUUID(), { recon: { a: null } });
    const line = { description: "Paint", cost: { amount: 100, currency: "MXN" }, doneOn: null };
    const mine = changed(cost, { recon: { a: null, b: line } }, "000000000001-0000-aa");
    const theirs = changed(cost, { recon: { a: line } }, "000000000002-0000-bb");
    expect(joined(mine, theirs).data["recon"]).toEqual({ a: line, b: line });
  });
});

describe("values at a path", () => {
  it("are read and written without touching the rest", () => {
    holds(
      "value-at-path",
      [base, fc.constantFrom("make", "features.abs", "features.a.b")],
      ({ data }, path) => {
        const before = structuredClone(data);
        const next = withValueAt("vehicle", data, path, "other");
        expect(valueAt("vehicle", next, path)).toBe("other");
        expect(data).toEqual(before);
        expect(differences("vehicle", data, next).map((difference) => difference.path)).toEqual([path]);
      },
    );
  });

  it("of a kind that a newer desk introduced are whole fields", () => {
    expect(valueAt("warranty", { terms: { months: 3 } }, "terms")).toEqual({ months: 3 });
  });
});
