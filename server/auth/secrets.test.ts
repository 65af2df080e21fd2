import { assert, asyncProperty, boolean, constantFrom } from "fast-check";
import { expect, test } from "vitest";
import { createCode, createSecret, hashCode, hashHere, hashSecret, isSecret } from "./secrets.ts";

test("a secret has 256 bits and is known by its hash alone", () => {
  const secret = createSecret();
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  expect(isSecret(secret, hashSecret(secret))).toBe(true);
  expect(isSecret(createSecret(), hashSecret(secret))).toBe(false);
  expect(isSecret(secret, "")).toBe(false);
});

test("codes differ, and are read aloud without doubt", () => {
  const codes = Array.from({ length: 500 }, createCode);
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) expect(code).toMatch(/^[^01258BILOSZ]{4}-[^01258BILOSZ]{4}$/);
});

test("a code is the same whatever separators and case it is typed with", async () => {
  const separators = constantFrom("", " ", "-", " - ", ".");
  await assert(
    asyncProperty(separators, boolean(), async (separator, lower) => {
      const code = createCode();
      const typed = code.replace("-", separator);
      expect(await hashCode(lower ? typed.toLowerCase() : typed)).toBe(await hashCode(code));
    }),
    // Each hash is meant to take its time.
    { numRuns: 10 },
  );
});

test("a code has one hash, whichever library makes it", async () => {
  // As it is in databases, whatever becomes of either.
  const hash = "rYGjc5Z9h5DfPOyRASqRiGY4AJkJd9HZ-kfQGMnd4lA";
  expect(await hashCode("abcd-efgh")).toBe(hash);
  expect(await hashHere("ABCDEFGH")).toBe(hash);
});
