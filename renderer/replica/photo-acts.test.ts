import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Change } from "#shared/model/activity.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import type { Photo } from "#shared/model/photo.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";
import { photoFile } from "#tests/support/photo-file.ts";

let world: DeskWorld;
let desk: OpenDesk;
let carId: string;
const stops: (() => void)[] = [];

beforeEach(async () => {
  world = openWorld();
  desk = await world.desk();
  desk.main.online = false;
  carId = await desk.replica.vehicles.create({ make: "Nissan" });
});
afterEach(async () => {
  stops.splice(0).forEach((stop) => stop());
  await world[Symbol.asyncDispose]();
});

async function add(...seeds: string[]): Promise<string[]> {
  const items = seeds.map((seed) => ({ photoId: crypto.randomUUID(), file: photoFile(seed) }));
  await desk.replica.photos.add(carId, items);
  return items.map(({ photoId }) => photoId);
}

/** The document as main's journal has it. */
const kept = (id: string) => desk.main.journal.get(`photos/${id}`)!.document.data as Photo;
const turned = { ...noEdits, quarterTurns: 1 };

/** What it says of the car; what was done to each photo comes beside it. */
const ofCar = ({ changes }: Change) => changes.filter(({ photoId }) => photoId === undefined);

function history() {
  const live = desk.replica.history.of(carId);
  stops.push(live.subscribe(() => undefined));
  return () => live.get().map(({ change }) => `${change.act} ${JSON.stringify(ofCar(change))}`);
}

describe("what is said about photos", () => {
  it("is kept, told in the history and undone", async () => {
    const lines = history();
    const [a, b] = await add("a", "b");
    await desk.replica.photos.describe([a!, b!], { shot: "engine" });
    await desk.replica.photos.describe([a!], { caption: "  Dent  " });
    expect([kept(a!).shot, kept(a!).caption, kept(b!).caption]).toEqual(["engine", "Dent", ""]);
    expect(desk.replica.undo.label.get()).toEqual({ act: "photosDescribed", count: 1 });
    await desk.replica.undo.undo();
    expect(kept(a!)).toMatchObject({ shot: "engine", caption: "" });
    await eventually(() => expect(lines()).toContain('edited [{"field":"shot","from":null,"to":2}]'));
  });

  it("is checked, and nothing is written of what does not fit", async () => {
    const [a] = await add("a");
    await expect(async () =>
      desk.replica.photos.describe([a!], { caption: "x".repeat(301) }),
    ).rejects.toThrow("caption");
    await expect(async () => desk.replica.photos.tag([a!], { __proto: true })).rejects.toThrow();
    expect(kept(a!).caption).toBe("");
  });

  it("one after the other is one line of the history, and each is undone by itself", async () => {
    const lines = history();
    const [a, b] = await add("a", "b");
    for (const shot of ["front", "rear"]) await desk.replica.photos.describe([a!], { shot });
    await desk.replica.photos.describe([b!], { shot: "engine" });
    await eventually(() =>
      expect(lines().filter((line) => line.includes("shot"))).toEqual([
        'edited [{"field":"shot","from":null,"to":2}]',
      ]),
    );
    await desk.replica.undo.undo();
    expect([kept(a!).shot, kept(b!).shot]).toEqual(["rear", null]);
  });

  it("merges tags one by one, and what is the same already is not written", async () => {
    const [a, b] = await add("a", "b");
    await desk.replica.photos.tag([a!, b!], { web: true });
    const { changed } = await desk.replica.photos.tag([a!, b!], { web: true, sold: null });
    expect(changed).toBe(2);
    expect(kept(a!).tags).toEqual({ web: true, sold: null });
    expect((await desk.replica.photos.tag([a!], { web: true })).changed).toBe(0);
  });

  it("pins defects and takes them away, and a defect that was undone is gone", async () => {
    const [a] = await add("a");
    const dent = { x: 0.2, y: 0.3, note: "Dent" };
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    await desk.replica.photos.setDefect(a!, first, dent);
    await desk.replica.photos.setDefect(a!, second, { ...dent, note: "Scratch" });
    await desk.replica.undo.undo();
    expect(kept(a!).defects).toEqual({ [first]: dent, [second]: null });
    await desk.replica.photos.setDefect(a!, first, null);
    expect(kept(a!).defects[first]).toBeNull();
  });
});

describe("edits of photos", () => {
  it("are data, for all alike or worked out of each, and none are the picture as it was taken", async () => {
    const [a, b] = await add("a", "b");
    await desk.replica.photos.edit([a!], turned);
    await desk.replica.photos.edit([a!, b!], ({ edits }) => ({
      ...(edits ?? noEdits),
      quarterTurns: ((edits?.quarterTurns ?? 0) + 1) % 4,
    }));
    expect([kept(a!).edits?.quarterTurns, kept(b!).edits?.quarterTurns]).toEqual([2, 1]);
    await desk.replica.undo.undo();
    expect([kept(a!).edits, kept(b!).edits]).toEqual([turned, null]);
    await desk.replica.photos.edit([a!], noEdits);
    expect(kept(a!).edits).toBeNull();
  });

  it("show in the library and as the cover once they are rendered, and no history tells of that", async () => {
    const [a] = await add("a");
    await desk.replica.photos.edit([a!], turned);
    const inLibrary = () => desk.replica.library.get().photos.find(({ id }) => id === a);
    await eventually(() => expect(inLibrary()?.isEditedStale).toBe(true));
    const lines = history();
    await eventually(() => expect(lines().length).toBeGreaterThan(0));
    const before = lines();
    const { renditions } = photoFile("turned");
    await desk.replica.photos.keepEdited(a!, { edits: turned, renditions, dominantColor: "#101010" });
    await eventually(() =>
      expect(inLibrary()).toMatchObject({ isEditedStale: false, thumbnail: renditions[320].sha256 }),
    );
    const cover = () => desk.replica.inventory.get().cars[0]?.cover;
    await eventually(() =>
      expect(cover()).toEqual({ sha256: renditions[320].sha256, dominantColor: "#101010" }),
    );
    expect(lines()).toEqual(before);
    expect(desk.replica.undo.label.get()?.act).toBe("photosEdited");
  });

  it("that were rendered too late are not kept", async () => {
    const [a] = await add("a");
    await desk.replica.photos.edit([a!], { ...turned, exposure: 1 });
    const { renditions, dominantColor } = photoFile("turned");
    await desk.replica.photos.keepEdited(a!, { edits: turned, renditions, dominantColor });
    expect(kept(a!).edited).toBeNull();
  });
});

describe("acts on many photos", () => {
  it("are told once of each car, followed, and undone in one", async () => {
    const other = await desk.replica.vehicles.create({ make: "Mazda" });
    const ids = await add(...Array.from({ length: 250 }, (_, index) => `n${index}`));
    const there = [{ photoId: crypto.randomUUID(), file: photoFile("z") }];
    await desk.replica.photos.add(other, there);
    const lines = history();
    const seen: [number, number][] = [];
    const outcome = await desk.replica.photos.bin([...ids, there[0]!.photoId], {
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(outcome).toEqual({ changed: 251, cancelled: false });
    expect(seen.at(-1)).toEqual([251, 251]);
    expect(seen.length).toBeGreaterThan(1);
    await eventually(() =>
      expect(lines()).toContain('photosDeleted [{"field":"photos","from":null,"to":250}]'),
    );
    expect(lines().filter((line) => line.startsWith("photosDeleted"))).toHaveLength(1);
    expect(desk.replica.undo.label.get()).toEqual({ act: "photosBinned", count: 251 });
    await desk.replica.undo.undo();
    expect(ids.every((id) => kept(id).deletedAt === null)).toBe(true);
    await eventually(() =>
      expect(lines()).toContain('photosRestored [{"field":"photos","from":null,"to":250}]'),
    );
  });

  it("that are cancelled keep what was done, and that is undone in one", async () => {
    const ids = await add(...Array.from({ length: 250 }, (_, index) => `n${index}`));
    const cancel = new AbortController();
    const { changed, cancelled } = await desk.replica.photos.tag(
      ids,
      { web: true },
      { signal: cancel.signal, onProgress: () => cancel.abort() },
    );
    expect(cancelled).toBe(true);
    const tagged = ids.filter((id) => kept(id).tags["web"] === true);
    expect(tagged).toHaveLength(changed);
    expect(changed).toBeLessThan(250);
    expect(desk.replica.undo.label.get()).toEqual({ act: "photosTagged", count: changed });
    await desk.replica.undo.undo();
    expect(ids.filter((id) => kept(id).tags["web"] === true)).toEqual([]);
  });

  it("move photos in the order they were given, across parts", async () => {
    const other = await desk.replica.vehicles.create({ make: "Mazda" });
    const ids = await add(...Array.from({ length: 230 }, (_, index) => `n${index}`));
    const order = ids.toReversed();
    await desk.replica.photos.moveTo(order, other);
    const there = desk.replica.photos.ofVehicle(other);
    stops.push(there.subscribe(() => undefined));
    await eventually(() => expect(there.get().map(({ id }) => id)).toEqual(order));
  });
});
