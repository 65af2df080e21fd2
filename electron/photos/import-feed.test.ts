import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import { createImportFeed } from "./import-feed.ts";

const importId = "019a0000-0000-7000-8000-000000000002";
const fresh: ImportItem = {
  photoId: "",
  name: "",
  folder: "",
  companionName: null,
  vehicleId: null,
  state: "working",
  safety: "pending",
  preview: null,
  capturedAt: null,
  codes: [],
  file: null,
  failure: null,
};
const item = (photo: number, step: number): ImportEvent => ({
  type: "item",
  importId,
  item: { ...fresh, photoId: `photo ${photo}`, name: `${step}` },
});
const finished: ImportEvent = { type: "state", importId, state: "finished", confirmed: true };

test("says the snapshot first and then what comes, without a gap between the two", async () => {
  const feed = createImportFeed();
  const stream = feed.listen(() => [item(1, 0)], new AbortController().signal);
  expect((await stream.next()).value).toEqual(item(1, 0));
  feed.publish(item(2, 0));
  expect((await stream.next()).value).toEqual(item(2, 0));
  await stream.return(undefined);
});

test("ends when the signal goes and when the feed ends, also while somebody waits", async () => {
  const feed = createImportFeed();
  const leaving = new AbortController();
  const [first, second] = [
    feed.listen(() => [], leaving.signal).next(),
    feed.listen(() => [], new AbortController().signal).next(),
  ];
  leaving.abort();
  expect((await first).done).toBe(true);
  feed.end();
  expect((await second).done).toBe(true);
});

test("a listener hears the last word on everything, in the order of the last words, at whatever pace it reads", async () => {
  const act = fc.oneof(fc.nat({ max: 4 }), fc.constant("read" as const));
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      const feed = createImportFeed();
      const stream = feed.listen(() => [item(99, 0)], new AbortController().signal);
      await stream.next();
      const said = new Map<string, ImportEvent>();
      for (const [step, what] of acts.entries()) {
        if (what === "read") {
          if (said.size === 0) continue;
          said.delete(keyOf((await stream.next()).value as ImportEvent));
        } else {
          const event = item(what, step);
          feed.publish(event);
          said.delete(keyOf(event));
          said.set(keyOf(event), event);
        }
      }
      feed.publish(finished);
      const rest: ImportEvent[] = [];
      while (rest.at(-1)?.type !== "state") rest.push((await stream.next()).value as ImportEvent);
      expect(rest).toEqual([...said.values(), finished]);
      await stream.return(undefined);
    }),
  );
});

function keyOf(event: ImportEvent): string {
  return event.type === "item" ? event.item.photoId : event.type;
}
