import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { canonicalJson, isSame } from "#shared/rules/canonical-json.ts";
import { holds } from "#tests/support/replays.ts";

const json = fc
  .jsonValue({ maxDepth: 3, noUnicodeString: true })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe("canonical JSON", () => {
  it("is the same for the same value with its keys in another order", () => {
    expect(canonicalJson({ b: { d: 1, c: [1, 2] }, a: null })).toBe('{"a":null,"b":{"c":[1,2],"d":1}}');
    expect(canonicalJson(undefined)).toBe("");
  });

  it("agrees with sameness", () => {
    holds("same-is-same-text", [json, json], (a, b) => {
      expect(isSame(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(isSame(a, JSON.parse(canonicalJson(a)))).toBe(true);
    });
  });
});

describe("sameness", () => {
  it("does not mistake lists, records and nothing for one another", () => {
    expect(isSame([], {})).toBe(false);
    expect(isSame(null, {})).toBe(false);
    expect(isSame({ a: undefined }, {})).toBe(true);
    expect(isSame({ a: null }, {})).toBe(false);
    expect(isSame({ toString: 1 }, {})).toBe(false);
    expect(isSame([1, 2], [2, 1])).toBe(false);
  });
});
