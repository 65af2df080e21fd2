import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

const never = new AbortController().signal;

test("who is looked at goes before those in line, and long jobs after them", async () => {
  const turns = createTurns(1);
  const order: string[] = [];
  const begun = Promise.withResolvers<void>();
  const busy = turns.take(() => begun.promise, never);
  const waiting = (["last", "inLine", "first", "inLine", "first"] as const).map((place, index) =>
    turns.take(async () => void order.push(`${place} ${index}`), never, place),
  );
  begun.resolve();
  await Promise.all([busy, ...waiting]);
  expect(order).toEqual(["first 2", "first 4", "inLine 1", "inLine 3", "last 0"]);
});

test("no more than so many run at once, and one that was stopped while waiting never runs", async () => {
  const turns = createTurns(2);
  let [running, most] = [0, 0];
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  const stop = new AbortController();
  const all = [never, never, stop.signal, never].map((signal) => turns.take(task, signal));
  stop.abort(new Error("stopped"));
  const ends = await Promise.allSettled(all);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(most).toBe(2);
});
