import { expect, test } from "vitest";
import { byteRange } from "./byte-range.ts";

test.each([
  [undefined, 10, null],
  ["", 10, null],
  ["bytes=-", 10, null],
  ["bytes=0-0", 10, { first: 0, last: 0 }],
  ["bytes=0-9", 10, { first: 0, last: 9 }],
  ["bytes = 2 - 4", 10, { first: 2, last: 4 }],
  ["bytes=5-100", 10, { first: 5, last: 9 }],
  ["bytes=9-", 10, { first: 9, last: 9 }],
  ["bytes=10-", 10, "unsatisfiable"],
  ["bytes=5-4", 10, null],
  ["bytes=-3", 10, { first: 7, last: 9 }],
  ["bytes=-30", 10, { first: 0, last: 9 }],
  ["bytes=-0", 10, "unsatisfiable"],
  ["bytes=-1", 0, "unsatisfiable"],
  ["bytes=0-", 0, "unsatisfiable"],
  ["bytes=0-1,4-5", 10, null],
  ["items=0-1", 10, null],
] as const)("%j of %d bytes", (header, size, expected) => {
  expect(byteRange(header, size)).toEqual(expected);
});
