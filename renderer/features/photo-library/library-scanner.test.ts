import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { photo, question } from "./library.fixture.ts";
import { LibraryScanner } from "./library-scanner.ts";

const first = question({ photos: [photo("a")] });
const changed = { ...first, photos: [photo("a"), photo("b")] };

const answers: (readonly string[])[] = [];
let scanner: LibraryScanner;

/** The clock goes on by itself, so that a scan takes its time; a rest ends only when the test says so. */
beforeEach(() => {
  answers.length = 0;
  let clock = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (clock += 20));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  scanner = new LibraryScanner(({ order }) => answers.push(order));
});

afterEach(() => {
  scanner.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const answered = (count: number) => expect.poll(() => answers.length).toBe(count);

test("photos that change all the time are looked through after a rest, as they are then", async () => {
  scanner.ask(first);
  await answered(1);
  scanner.ask({ ...first, photos: [] });
  scanner.ask(changed);
  expect(vi.getTimerCount()).toBe(1);
  expect(answers).toHaveLength(1);
  vi.runOnlyPendingTimers();
  await answered(2);
  expect(answers[1]).toEqual(["a", "b"]);
});

test("another question is answered at once, though it rests", async () => {
  scanner.ask(first);
  await answered(1);
  scanner.ask({ ...changed, grouped: false });
  await answered(2);
  expect(answers[1]).toHaveLength(2);
});
