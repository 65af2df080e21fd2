import { describe, expect, it } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { merge, valueAt } from "#shared/rules/merge.ts";
import { created, changed } from "#shared/rules/stamping.ts";
import { base, patched, patches, version } from "#tests/support/photo-versions.ts";
import { holds } from "#tests/support/replays.ts";

const joined = (a: Envelope, b: Envelope) => merge(a, b, null).document;
const stamp = (time: number, device: string) => `${time.toString(16).padStart(12, "0")}-0000-${device}`;

describe("merging versions of a photo", () => {
  it("is commutative, associative and idempotent", () => {
    holds("photo-merge-commutative", [version, version], (a, b) => {
      expect(joined(a, b)).toEqual(joined(b, a));
    });
    holds("photo-merge-associative", [version, version, version], (a, b, c) => {
      expect(joined(joined(a, b), c)).toEqual(joined(a, joined(b, c)));
    });
    holds("photo-merge-idempotent", [version, version], (a, b) => {
      const once = joined(a, b);
      expect(joined(once, b)).toEqual(once);
      expect(joined(once, once)).toEqual(once);
    });
  });

  it("brings desks together whatever they did meanwhile", () => {
    holds("photo-merge-desks-agree", [base, patches, patches], (start, mine, theirs) => {
      const left = patched(start, mine, "aa", 10);
      const right = patched(start, theirs, "bb", 12);
      expect(joined(left, right)).toEqual(joined(right, left));
      expect(joined(start, left)).toEqual(joined(left, left));
    });
  });

  it("keeps every pin and tag that only one desk touched, as that desk left it", () => {
    holds("photo-merge-elements-kept", [base, patches, patches], (start, mine, theirs) => {
      const left = patched(start, mine, "aa", 10);
      const right = patched(start, theirs, "bb", 12);
      const { data } = joined(left, right);
      const elements = Object.keys(left.stamps).filter((path) => /^(?:tags|defects)\./.test(path));
      for (const path of elements.filter((path) => !(path in right.stamps)))
        expect(isSame(valueAt("photo", data, path), valueAt("photo", left.data, path)), path).toBe(true);
    });
  });
});

describe("two desks with one photo", () => {
  const photo = created("photo", crypto.randomUUID(), {
    vehicleId: crypto.randomUUID(),
    tags: {},
    defects: {},
  });

  it("both keep the pins they set, and a removed one stays removed", () => {
    const pin = { x: 0.1, y: 0.2, note: "Dent" };
    const mine = changed(photo, { ...photo.data, defects: { a: pin } }, stamp(1, "aa"));
    const both = changed(mine, { ...mine.data, defects: { a: null } }, stamp(3, "aa"));
    const theirs = changed(mine, { ...mine.data, defects: { a: pin, b: pin } }, stamp(2, "bb"));
    const { document, overlaps } = merge(both, theirs, mine);
    expect(document.data["defects"]).toEqual({ a: null, b: pin });
    expect(overlaps).toEqual([]);
  });

  it("can move a photo to another car at once: it is found under the one that it went to last", () => {
    const [here, there] = [crypto.randomUUID(), crypto.randomUUID()];
    const mine = changed(photo, { ...photo.data, vehicleId: here }, stamp(1, "aa"));
    const theirs = changed(photo, { ...photo.data, vehicleId: there }, stamp(2, "bb"));
    const { document, overlaps } = merge(mine, theirs, photo);
    expect([document.key, document.data["vehicleId"]]).toEqual([there, there]);
    expect(overlaps.map(({ path }) => path)).toEqual(["vehicleId"]);
  });
});
