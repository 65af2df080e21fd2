import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Import, ImportEvent } from "#shared/contract/photo-import.ts";
import { cameraPicture, cornerPicture } from "../support/images.ts";
import { cutOff, openPhotoDesk, type PhotoDesk, vehicleId } from "./photo-desk.ts";

const finished = ({ state }: Import) => state === "finished";
const someDone = (count: number) => (entry: Import) =>
  states(entry).filter((state) => state === "done").length >= count;

test("expands folders in natural order and leaves out what systems hide in them", async () => {
  await using desk = await openPhotoDesk();
  await mkdir(join(desk.card, "DCIM", "100ACME"), { recursive: true });
  await mkdir(join(desk.card, "DCIM", ".Trashes"));
  const picture = await cornerPicture(60, 40, 1);
  for (const name of ["IMG_10.jpg", "img_9.jpg", "IMG_2.jpg", "._IMG_2.jpg", ".DS_Store", "Thumbs.db"])
    await writeFile(join(desk.card, "DCIM", "100ACME", name), picture);
  await writeFile(join(desk.card, "DCIM", ".Trashes", "old.jpg"), picture);
  await writeFile(join(desk.card, "DCIM", "album.json"), "{}");

  const { items } = await desk.import(desk.card);

  expect(items.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "IMG_2.jpg done",
    "img_9.jpg done",
    "IMG_10.jpg done",
    "album.json failed",
  ]);
});

test("tells a listener everything that is open, then what changes, and ends with its signal", async () => {
  await using desk = await openPhotoDesk();
  const listening = new AbortController();
  const events: ImportEvent[] = [];
  const listener = (async () => {
    for await (const event of desk.service.imports(listening.signal)) events.push(event);
  })();
  const { importId, items } = await desk.import(...(await pictures(desk, 3)));
  await acknowledgeAll(desk, { importId, items });
  listening.abort();
  await listener;

  expect(events[0]).toMatchObject({ type: "import", import: { importId, state: "running", vehicleId } });
  expect(events.at(-1)).toEqual({ type: "closed", importId });
  const ends = events.filter((event) => event.type === "item" && event.item.state === "done");
  expect(ends).toHaveLength(3);
});

test("a listener that reads nothing for a while still gets the last word on every file", async () => {
  await using desk = await openPhotoDesk();
  const listening = new AbortController();
  const stream = desk.service.imports(listening.signal);
  const paths = await pictures(desk, 6);
  const begun = stream.next();
  const { importId } = await desk.import(...paths);

  const events = [await begun];
  while (!events.some(({ value }) => value?.type === "state")) events.push(await stream.next());
  const last = new Map<string, string>();
  for (const { value } of events) if (value?.type === "item") last.set(value.item.photoId, value.item.state);
  expect([...last.values()]).toEqual(Array.from({ length: 6 }, () => "done"));
  expect(events.length).toBeLessThanOrEqual(6 + 2);
  expect(events.at(-1)?.value).toEqual({ type: "state", importId, state: "finished", confirmed: true });
  listening.abort();
});

test("cancel stops the rest at once, keeps what is done, and leaves no half photo", async () => {
  await using desk = await openPhotoDesk();
  const started = await desk.service.import({ vehicleId, paths: await pictures(desk, 12, 1600) });
  await desk.until(started!.importId, someDone(2));
  await desk.service.cancel(started!.importId);
  const cancelled = await desk.until(started!.importId, ({ state }) => state === "cancelled");

  expect(states(cancelled).every((state) => state === "done" || state === "cancelled")).toBe(true);
  expect(states(cancelled)).toContain("cancelled");
  await desk.restart();
  const after = await desk.until(started!.importId, () => true);
  expect(states(after).filter((state) => state === "done").length).toBeGreaterThanOrEqual(2);
  expect(await readdir(join(desk.folder, "blobs", "temp"))).toEqual([]);
});

test("an import cancelled before anything was done is forgotten", async () => {
  await using desk = await openPhotoDesk();
  const started = await desk.service.import({ vehicleId, paths: await pictures(desk, 8, 1200) });
  await desk.service.cancel(started!.importId);

  expect(await openImports(desk)).toEqual([]);
  await desk.restart();
  expect(await openImports(desk)).toEqual([]);
  expect(desk.log.errors).toEqual([]);
});

test("an import cut off by closing comes back interrupted with what was done, and resume ends it", async () => {
  await using desk = await openPhotoDesk();
  const started = await desk.service.import({ vehicleId, paths: await pictures(desk, 12, 1600) });
  const before = await desk.until(started!.importId, someDone(3));
  await desk.restart();

  const interrupted = await desk.until(started!.importId, () => true);
  expect(interrupted.state).toBe("interrupted");
  for (const item of before.items.filter(({ state }) => state === "done"))
    expect(interrupted.items).toContainEqual(item);
  expect(new Set(states(interrupted))).toEqual(new Set(["done", "waiting"]));

  await desk.service.resume(started!.importId);
  const done = await desk.until(started!.importId, finished);
  expect(states(done)).toEqual(Array.from({ length: 12 }, () => "done"));
  expect(done.items.map(({ photoId }) => photoId)).toEqual(before.items.map(({ photoId }) => photoId));
});

test("what was cut off goes on by itself at the next start, once, and where its files still are", async () => {
  await using desk = await openPhotoDesk();
  const paths = await pictures(desk, 4);
  const { importId } = await desk.import(...paths);
  const state = async () => (await desk.until(importId, () => true)).state;
  await cutOff(desk, importId, []);
  await rename(desk.card, `${desk.card}-away`);
  await desk.service.goOn();
  expect(await state()).toBe("interrupted");

  await desk.restart();
  await rename(`${desk.card}-away`, desk.card);
  await desk.service.goOn();
  expect(states(await desk.until(importId, finished))).toEqual(paths.map(() => "done"));

  await cutOff(desk, importId, ["resumed"]);
  await desk.service.goOn();
  expect(await state()).toBe("interrupted");
  await desk.service.resume(importId);
  expect(states(await desk.until(importId, finished))).toEqual(paths.map(() => "done"));
});

test("done photos come again after every start until they are acknowledged, then the import is forgotten", async () => {
  await using desk = await openPhotoDesk();
  const done = await desk.import(...(await pictures(desk, 3)));
  await desk.service.acknowledge(done.importId, [done.items[0]!.photoId]);
  await desk.restart();
  expect(await desk.until(done.importId, () => true)).toEqual(done);

  await acknowledgeAll(desk, done);
  expect(await openImports(desk)).toEqual([]);
  await desk.restart();
  expect(await openImports(desk)).toEqual([]);
  expect(await readdir(join(desk.folder, "imports"))).toEqual([]);
});

test("what failed stays to be read until it is discarded", async () => {
  await using desk = await openPhotoDesk();
  const gone = join(desk.card, "gone.jpg");
  const done = await desk.import(...(await pictures(desk, 1)), gone);
  await acknowledgeAll(desk, done);
  await desk.restart();
  expect((await openImports(desk)).map(({ importId }) => importId)).toEqual([done.importId]);

  await desk.service.discard(done.importId);
  await desk.restart();
  expect(await openImports(desk)).toEqual([]);
});

test("discard gives up the rest but not the photos that the window has not put on the car yet", async () => {
  await using desk = await openPhotoDesk();
  const done = await desk.import(...(await pictures(desk, 2)), join(desk.card, "gone.jpg"));
  await desk.service.discard(done.importId);
  await desk.restart();

  const [left] = await openImports(desk);
  expect(states(left!)).toEqual(["cancelled", "done", "done"]);
  await acknowledgeAll(desk, left!);
  expect(await openImports(desk)).toEqual([]);
});

test("resume that is asked for twice at once makes every photo once", async () => {
  await using desk = await openPhotoDesk();
  const [path] = await pictures(desk, 1);
  await rm(path!);
  const { importId } = await desk.import(path!);
  await writeFile(path!, await cornerPicture(60, 40, 1));
  await Promise.all([desk.service.resume(importId), desk.service.resume(importId)]);
  await desk.until(importId, finished);
  await desk.restart();
  const lines = await readFile(join(desk.folder, "imports", `${importId}.jsonl`), "utf8");
  expect(lines.match(/"type":"done"/g)).toHaveLength(1);
});

test("resume tries again what failed for a passing reason, such as a card that is back", async () => {
  await using desk = await openPhotoDesk();
  const [path] = await pictures(desk, 1);
  const text = join(desk.card, "notes.txt");
  await writeFile(text, "tyres");
  await rm(path!);
  const first = await desk.import(path!, text);
  expect(first.items.map(({ failure }) => failure)).toEqual(["missing", "notAPicture"]);

  await pictures(desk, 1);
  await desk.service.resume(first.importId);
  const second = await desk.until(first.importId, finished);
  expect(second.items.map(({ failure }) => failure)).toEqual([null, "notAPicture"]);
});

test("a torn last line of an import's journal costs that line and nothing else", async () => {
  await using desk = await openPhotoDesk();
  const done = await desk.import(...(await pictures(desk, 3)));
  await desk.service[Symbol.asyncDispose]();
  const journal = join(desk.folder, "imports", `${done.importId}.jsonl`);
  const text = await readFile(journal, "utf8");
  await writeFile(journal, text.slice(0, -40));
  await desk.restart();

  const torn = await desk.until(done.importId, () => true);
  expect(states(torn).filter((state) => state === "done")).toHaveLength(2);
  await desk.service.resume(done.importId);
  const whole = await desk.until(done.importId, finished);
  expect(whole).toEqual(done);
  await desk.restart();
  expect(await desk.until(done.importId, () => true)).toEqual(done);
});

async function pictures(desk: PhotoDesk, count: number, width = 320): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, index) => join(desk.card, `IMG_${index + 1}.jpg`));
  for (const [index, path] of paths.entries())
    await writeFile(path, await cameraPicture(width, Math.round(width * 0.75), 100 + index));
  return paths;
}

function states({ items }: Pick<Import, "items">): string[] {
  return items.map(({ state }) => state);
}

function acknowledgeAll(
  desk: PhotoDesk,
  { importId, items }: Pick<Import, "importId" | "items">,
): Promise<void> {
  const done = items.filter(({ state }) => state === "done");
  return desk.service.acknowledge(
    importId,
    done.map(({ photoId }) => photoId),
  );
}

/** Every import that a listener who comes now is told of at once. */
async function openImports(desk: PhotoDesk): Promise<Import[]> {
  const listening = new AbortController();
  const open: Import[] = [];
  const marker = await desk.service.import({ vehicleId, paths: [join(desk.card, "marker")] });
  for await (const event of desk.service.imports(listening.signal)) {
    if (event.type !== "import") continue;
    if (event.import.importId === marker!.importId) break;
    open.push(event.import);
  }
  await desk.service.discard(marker!.importId);
  return open;
}
