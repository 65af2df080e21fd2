import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";
import { photoFile } from "#tests/support/photo-file.ts";

let world: DeskWorld;
let desk: OpenDesk;
let carId: string;
let stops: (() => void)[] = [];

beforeEach(async () => {
  world = openWorld();
  desk = await world.desk();
  desk.main.online = false;
  carId = await desk.replica.vehicles.create({ make: "Nissan" });
});
afterEach(() => {
  stops.forEach((stop) => stop());
  stops = [];
  return world[Symbol.asyncDispose]();
});

async function add(...seeds: string[]): Promise<string[]> {
  const items = seeds.map((seed) => ({ photoId: crypto.randomUUID(), file: photoFile(seed) }));
  await desk.replica.photos.add(carId, items);
  return items.map(({ photoId }) => photoId);
}

/** Names of the car's photos in order, the cover starred. */
function shown(id = carId) {
  const live = desk.replica.photos.ofVehicle(id);
  stops.push(live.subscribe(() => undefined));
  return () =>
    live.get().map(({ photo, isCover }) => photo.original.name.replace(".jpg", isCover ? "*" : ""));
}

const inventory = () => desk.replica.inventory.get().cars.find(({ id }) => id === carId);

describe("photos of a car", () => {
  it("come behind one another and the first is the cover", async () => {
    const names = shown();
    await add("a", "b");
    await add("c");
    await eventually(() => expect(names()).toEqual(["a*", "b", "c"]));
    await eventually(() =>
      expect(inventory()).toMatchObject({ photoCount: 3, cover: { dominantColor: "#336699" } }),
    );
  });

  it("that come one by one are one line of the history and one act to undo", async () => {
    const history = desk.replica.history.of(carId);
    stops.push(history.subscribe(() => undefined));
    const names = shown();
    await add("a");
    await add("b", "c");
    await eventually(() => expect(history.get()).toHaveLength(2));
    expect(history.get().map(({ change }) => change)).toContainEqual(
      expect.objectContaining({
        act: "photosAdded",
        changes: expect.arrayContaining([{ field: "photos", from: null, to: 3 }]),
      }),
    );
    expect(desk.replica.undo.label.get()).toEqual({ act: "photosAdded", count: 3 });
    await desk.replica.undo.undo();
    await eventually(() => expect(names()).toEqual([]));
  });

  it("are recognised by content, and a photo that was added before is not added twice", async () => {
    const [first] = await add("a");
    const again = [
      { photoId: first!, file: photoFile("a") },
      { photoId: crypto.randomUUID(), file: photoFile("a") },
      { photoId: crypto.randomUUID(), file: photoFile("b") },
      { photoId: crypto.randomUUID(), file: photoFile("b") },
    ];
    const result = await desk.replica.photos.add(carId, again);
    expect(result).toEqual({
      added: [first, again[2]!.photoId],
      duplicates: [again[1]!.photoId, again[3]!.photoId],
    });
    await desk.replica.photos.bin([first!]);
    const back = await desk.replica.photos.add(carId, [
      { photoId: crypto.randomUUID(), file: photoFile("a") },
    ]);
    expect(back.duplicates).toEqual([]);
  });

  it("are reordered by changing the moved ones only", async () => {
    const names = shown();
    const [a, b, , d] = await add("a", "b", "c", "d");
    desk.main.journal.forEach(({ document }) => expect(document.stamps["sequence"]).toBeUndefined());
    await desk.replica.photos.reorder([d!, a!], b!);
    await eventually(() => expect(names()).toEqual(["d*", "a", "b", "c"]));
    const touched = [...desk.main.journal.values()].filter(({ document }) => document.stamps["sequence"]);
    expect([a, d]).toEqual(expect.arrayContaining(touched.map(({ document }) => document.id)));
    await desk.replica.undo.undo();
    await eventually(() => expect(names()).toEqual(["a*", "b", "c", "d"]));
  });

  it("have a chosen cover until it goes to the bin, and again when it comes back", async () => {
    const names = shown();
    const [, b] = await add("a", "b");
    await desk.replica.photos.setCover(carId, b!);
    await eventually(() => expect(names()).toEqual(["a", "b*"]));
    await desk.replica.photos.bin([b!]);
    await eventually(() => expect(names()).toEqual(["a*"]));
    await eventually(() => expect(inventory()?.photoCount).toBe(1));
    await desk.replica.photos.restore([b!]);
    await eventually(() => expect(names()).toEqual(["a", "b*"]));
  });

  it("in the bin are listed there, the latest first", async () => {
    const [a, b] = await add("a", "b");
    const live = desk.replica.photos.binned(carId);
    stops.push(live.subscribe(() => undefined));
    await desk.replica.photos.bin([a!]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await desk.replica.photos.bin([b!]);
    await eventually(() => expect(live.get().map(({ id }) => id)).toEqual([b, a]));
  });

  it("move to another car, behind its own", async () => {
    const other = await desk.replica.vehicles.create({ make: "Mazda" });
    await desk.replica.photos.add(other, [{ photoId: crypto.randomUUID(), file: photoFile("z") }]);
    const [here, there] = [shown(), shown(other)];
    const [a] = await add("a", "b");
    await desk.replica.photos.moveTo([a!], other);
    await eventually(() => expect([here(), there()]).toEqual([["b*"], ["z*", "a"]]));
    await eventually(() => expect(inventory()?.photoCount).toBe(1));
  });

  it("that two desks added at once can be reordered between", async () => {
    const two = await world.desk("Two");
    desk.main.online = true;
    await eventually(() => expect(two.replica.inventory.get().cars).toHaveLength(1));
    desk.main.online = false;
    two.main.online = false;
    const [a] = await add("a");
    await two.replica.photos.add(carId, [{ photoId: crypto.randomUUID(), file: photoFile("b") }]);
    const names = shown();
    desk.main.online = true;
    two.main.online = true;
    await eventually(() => expect(names()).toHaveLength(2));
    const [c] = await add("c");
    const second = desk.replica.photos.ofVehicle(carId).get()[1]!.id;
    await desk.replica.photos.reorder([c!], second);
    await eventually(() =>
      expect(names().map((name) => name[0])).toEqual([expect.anything(), "c", expect.anything()]),
    );
    expect(a).toBeDefined();
  });
});
