import { expect, test } from "vitest";
import { createWorkQueue } from "./work-queue.ts";

/** Tasks that end when they are told to, and the order in which they began. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    task: (key: string) => () => {
      begun.push(key);
      return new Promise<void>((resolve) => ends.set(key, resolve));
    },
    async end(key: string) {
      ends.get(key)?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test("works on so many at once, in the order of coming", async () => {
  const queue = createWorkQueue(2);
  const { begun, task, end } = tasks();
  for (const key of ["a", "b", "c", "d"]) queue.add(key, task(key));
  expect(begun).toEqual(["a", "b"]);
  await end("b");
  await end("c");
  expect(begun).toEqual(["a", "b", "c", "d"]);
});

test("takes what is preferred first, in that order, and then goes on with the rest", async () => {
  const queue = createWorkQueue(1);
  const { begun, task, end } = tasks();
  for (const key of ["a", "b", "c", "d", "e"]) queue.add(key, task(key));
  queue.prefer(["unknown", "d", "a", "c"]);
  for (const key of ["a", "d", "c", "b", "e"]) await end(key);
  expect(begun).toEqual(["a", "d", "c", "b", "e"]);
});

test("takes up what comes after everything was done, also under a key that was there before", async () => {
  const queue = createWorkQueue(1);
  const { begun, task, end } = tasks();
  queue.add("a", task("a"));
  await end("a");
  queue.add("a", task("a"));
  queue.add("b", task("b"));
  await end("a");
  expect(begun).toEqual(["a", "a", "b"]);
});

test("yields to another queue while something waits there, but for what is preferred", async () => {
  const first = createWorkQueue(1);
  const { begun, task, end } = tasks();
  for (const key of ["a", "b"]) first.add(key, task(key));
  const second = createWorkQueue(2, [first]);
  for (const key of ["x", "y", "z"]) second.add(key, task(key));
  expect(begun).toEqual(["a"]);
  second.prefer(["y"]);
  expect(begun).toEqual(["a", "y"]);
  await end("a");
  expect(begun).toEqual(["a", "y", "b", "x"]);
  await end("x");
  expect(begun).toEqual(["a", "y", "b", "x", "z"]);
});

test("stopping forgets what waits and waits for what is in work", async () => {
  const queue = createWorkQueue(1);
  const { begun, task, end } = tasks();
  for (const key of ["a", "b"]) queue.add(key, task(key));
  let isStopped = false;
  const stopped = queue.stop().then(() => (isStopped = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isStopped).toBe(false);
  await end("a");
  await stopped;
  expect(begun).toEqual(["a"]);
});
