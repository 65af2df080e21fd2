import { expect, test } from "vitest";
import { createLaunchTokens } from "./launch-tokens.ts";

const key = new Uint8Array(32).fill(1);

test("a token lets in, over a restart as well, and its key's pictures stay where they were", () => {
  const first = createLaunchTokens(key);
  const second = createLaunchTokens(Uint8Array.from(key));
  expect(second.isGood(first.issue())).toBe(true);
  expect(second.photoCapability).toBe(first.photoCapability);
});

test("every token is another", () => {
  const tokens = createLaunchTokens(key);
  expect(tokens.issue()).not.toBe(tokens.issue());
});

test("a token is nothing any more after a day, and nothing before it was issued", () => {
  let now = 1_700_000_000_000;
  const tokens = createLaunchTokens(key, () => now);
  const token = tokens.issue();
  now += 24 * 3_600_000 - 1;
  expect(tokens.isGood(token)).toBe(true);
  now += 1;
  expect(tokens.isGood(token)).toBe(false);
  now -= 25 * 3_600_000;
  expect(tokens.isGood(token)).toBe(false);
});

test("another folder's token, a changed one and no token at all are refused", () => {
  const tokens = createLaunchTokens(key);
  const token = tokens.issue();
  const later = `${(Date.now() + 1).toString(36)}${token.slice(token.indexOf("-"))}`;
  const other = createLaunchTokens(new Uint8Array(32).fill(2));
  expect(other.isGood(token)).toBe(false);
  expect(other.photoCapability).not.toBe(tokens.photoCapability);
  for (const wrong of ["", ".", token.slice(0, -1), `${token}x`, later, "x".repeat(1000), "é.é"])
    expect(tokens.isGood(wrong)).toBe(false);
});
