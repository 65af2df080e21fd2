import { expect, test } from "vitest";
import { createPicturePresence } from "./picture-presence.ts";

function opened(here: Set<string>) {
  const asked: string[][] = [];
  const presence = createPicturePresence(async (hashes) => {
    asked.push(hashes);
    return hashes.filter((sha256) => !here.has(sha256));
  });
  return { asked, presence };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("what is shown together is asked for in one question, each once", async () => {
  const { asked, presence } = opened(new Set(["a"]));
  for (const sha256 of ["a", "b", "b"]) presence.watch(sha256, () => {});
  await settled();
  expect(asked).toEqual([["a", "b"]]);
  expect(["a", "b"].map(presence.isLacking)).toEqual([false, true]);
});

test("who shows a picture is told when it came, and when it went", async () => {
  const here = new Set<string>();
  const { presence } = opened(here);
  const told: boolean[] = [];
  presence.watch("a", () => told.push(presence.isLacking("a")));
  await settled();
  here.add("a");
  presence.moved();
  await settled();
  here.delete("a");
  presence.moved();
  await settled();
  expect(told).toEqual([true, false, true]);
});

test("what is no longer shown is not asked for again", async () => {
  const { asked, presence } = opened(new Set());
  presence.watch("a", () => {})();
  presence.watch("b", () => {});
  await settled();
  presence.moved();
  await settled();
  expect(asked.at(-1)).toEqual(["b"]);
});

test("a question that failed is asked again once pictures moved", async () => {
  let isDown = true;
  const presence = createPicturePresence(async (hashes) => {
    if (isDown) throw new Error("down");
    return hashes;
  });
  presence.watch("a", () => {});
  await settled();
  expect(presence.isLacking("a")).toBe(false);
  isDown = false;
  presence.moved();
  await settled();
  expect(presence.isLacking("a")).toBe(true);
});
