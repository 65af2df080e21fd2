import { expect, test } from "vitest";
import { createLiveState } from "../sync/live-state.ts";
import { picturesWhenOpen } from "./opened.ts";

function lockedDesk() {
  const state = createLiveState({ isSet: true, locked: true, after: null, waitUntil: null });
  const asked: string[] = [];
  const source = picturesWhenOpen({ state, isLocked: () => state.get().locked }, (sha256) => {
    asked.push(sha256);
    return Promise.resolve({ path: sha256 });
  });
  const open = () => state.set({ ...state.get(), locked: false });
  return { source, asked, open };
}

const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test("a picture is looked for once the desk is open", async () => {
  const { source, asked, open } = lockedDesk();
  const answer = source("a1", new AbortController().signal);
  await turns();
  expect(asked).toEqual([]);
  open();
  expect(await answer).toEqual({ path: "a1" });
  expect(await source("b2", new AbortController().signal)).toEqual({ path: "b2" });
});

test("who stops waiting has no picture, and none is looked for", async () => {
  const { source, asked, open } = lockedDesk();
  const gone = new AbortController();
  const answer = source("a1", gone.signal);
  gone.abort();
  expect(await answer).toBeNull();
  open();
  expect(asked).toEqual([]);
});
