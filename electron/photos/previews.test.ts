import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createPreviews } from "./previews.ts";

const jpeg = (text: string) => Buffer.from(text.padEnd(100, "."));
const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("finds a preview by its content as long as an import shows it", () => {
  const previews = createPreviews();
  expect(previews.add("first", jpeg("a"))).toBe(hash(jpeg("a")));
  previews.add("second", jpeg("a"));
  previews.release("first");
  expect(previews.find(hash(jpeg("a")))).toEqual(jpeg("a"));
  previews.release("second");
  expect(previews.find(hash(jpeg("a")))).toBeNull();
});

test("keeps a preview that two photos of an import share until neither shows it", () => {
  const previews = createPreviews();
  previews.add("card", jpeg("a"));
  previews.add("card", jpeg("a"));
  previews.remove("card", hash(jpeg("a")));
  expect(previews.find(hash(jpeg("a")))).not.toBeNull();
  previews.remove("card", hash(jpeg("a")));
  expect(previews.find(hash(jpeg("a")))).toBeNull();
});

test("never holds more than its limit, and has room again once something goes", () => {
  const previews = createPreviews(250);
  const added = ["a", "b", "c"].map((text) => previews.add("card", jpeg(text)));
  expect(added).toEqual([hash(jpeg("a")), hash(jpeg("b")), null]);
  previews.remove("card", hash(jpeg("a")));
  expect(previews.add("card", jpeg("c"))).toBe(hash(jpeg("c")));
});
