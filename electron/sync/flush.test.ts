import { expect, test } from "vitest";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { Unsent } from "#shared/contract/desktop.ts";
import { flush } from "./flush.ts";
import { createLiveState } from "./live-state.ts";

const online: SyncStatus = {
  connection: "online",
  reason: null,
  since: "2026-05-02T10:00:00.000Z",
  changesWaiting: 2,
  photosWaiting: 1,
  picturesToFetch: 0,
  lastExchangeAt: null,
};

function flushing(first: Partial<SyncStatus> = {}, stall = 60_000) {
  const status = createLiveState<SyncStatus>({ ...online, ...first });
  const stop = new AbortController();
  const told: Unsent[] = [];
  const answer = flush(status, stop.signal, { onProgress: (left) => told.push(left), stall });
  const become = (next: Partial<SyncStatus>) => status.set({ ...status.get(), ...next });
  return { answer, become, told, stop };
}

test("it ends when the hub has everything, and says on the way how much is left", async () => {
  const { answer, become, told } = flushing();
  become({ changesWaiting: 0 });
  await expect.poll(() => told.length).toBe(2);
  become({ photosWaiting: 0 });
  expect(await answer).toEqual({ changes: 0, photos: 0 });
  expect(told).toEqual([
    { changes: 2, photos: 1 },
    { changes: 0, photos: 1 },
  ]);
});

test("an exchange that has moved nothing yet ends nothing", async () => {
  const { answer, become, told } = flushing({ connection: "connecting" });
  await expect.poll(() => told.length).toBe(1);
  become({ connection: "online" });
  become({ lastExchangeAt: "2026-05-02T10:00:01.000Z" });
  become({ changesWaiting: 0, photosWaiting: 0 });
  expect(await answer).toEqual({ changes: 0, photos: 0 });
});

test("without a hub there is nothing to wait for", async () => {
  const { answer, told } = flushing({ connection: "offline", reason: "unreachable" });
  expect(await answer).toEqual({ changes: 2, photos: 1 });
  expect(told).toEqual([]);
});

test("a hub that goes away meanwhile ends it with what is left", async () => {
  const { answer, become } = flushing({ connection: "connecting" });
  become({ connection: "offline", reason: "unreachable", photosWaiting: 0 });
  expect(await answer).toEqual({ changes: 2, photos: 0 });
});

test("a hub that takes nothing more is not waited for", async () => {
  const { answer } = flushing({}, 1);
  expect(await answer).toEqual({ changes: 2, photos: 1 });
});

test("whoever waits may end it", async () => {
  const { answer, stop } = flushing();
  stop.abort();
  expect(await answer).toEqual({ changes: 2, photos: 1 });
});
