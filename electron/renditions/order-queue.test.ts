import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { NamedPictureOrder } from "#shared/contract/renditions.ts";
import { openOrderQueue } from "./order-queue.ts";

const never = new AbortController().signal;
const order = (name: string): NamedPictureOrder => ({
  original: "0".repeat(64),
  fallback: "1".repeat(64),
  edits: null,
  bannerText: "Ñandú 🚗",
  name,
});

test("gives orders back in their order, waits for more, and ends after the last", async () => {
  const folder = await mkdtemp(join(tmpdir(), "orders-"));
  const queue = await openOrderQueue(join(folder, "orders"));
  await queue.append([order("1"), order("2")]);
  const taken = [1, 2, 3, 4].map(() => queue.next(never));
  expect(await Promise.all(taken.slice(0, 2))).toEqual([order("1"), order("2")]);
  await queue.append([]);
  await queue.append([order("3")]);
  expect(await taken[2]).toEqual(order("3"));
  queue.complete();
  expect(await taken[3]).toBeNull();
  expect(await queue.next(never)).toBeNull();
  await queue[Symbol.asyncDispose]();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

test("whoever waits is let go when the job stops", async () => {
  const folder = await mkdtemp(join(tmpdir(), "orders-"));
  const queue = await openOrderQueue(join(folder, "orders"));
  const stop = new AbortController();
  const waiting = [queue.next(stop.signal), queue.next(stop.signal)];
  stop.abort(new Error("stopped"));
  for (const one of waiting) await expect(one).rejects.toThrow("stopped");
  await queue[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
