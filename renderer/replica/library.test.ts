import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { created } from "#shared/rules/stamping.ts";
import type { Data } from "#shared/model/envelope.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { carsProjection } from "./inventory-projection.ts";
import { photosProjection } from "./photo-projection.ts";

let world: DeskWorld;
let desk: OpenDesk;
beforeEach(async () => {
  world = openWorld();
  desk = await world.desk();
});
afterEach(() => world[Symbol.asyncDispose]());

const photos = () => desk.replica.library.get().photos;
const newPhoto = (seed: string) => ({ photoId: crypto.randomUUID(), file: photoFile(seed) });

describe("the inventory", () => {
  it("has cars before their photos, shows covers as they come, and says how many there are once all are here", async () => {
    const car = await desk.replica.vehicles.create({});
    const photo = newPhoto("a");
    await desk.replica.photos.add(car, [photo]);
    await desk.replica.settled();
    const projection = carsProjection(photosProjection());
    projection.readVehicles([world.hub.master(car, "vehicles")!]);
    expect(projection.cars()).toMatchObject([{ id: car, photoCount: null, cover: null }]);
    projection.readPhotos([world.hub.master(photo.photoId, "photos")!]);
    expect(projection.cars()).toMatchObject([{ id: car, photoCount: null, cover: null }]);
    const cover = { dominantColor: photo.file.dominantColor };
    projection.showCovers();
    expect(projection.cars()).toMatchObject([{ id: car, photoCount: null, cover }]);
    projection.countPhotos(true);
    expect(projection.cars()).toMatchObject([{ id: car, photoCount: 1, cover }]);
  });

  it("does not show another photo for a cover that was chosen and has not come yet", async () => {
    const car = await desk.replica.vehicles.create({});
    const [first, chosen] = [newPhoto("a"), newPhoto("b")];
    await desk.replica.photos.add(car, [first, chosen]);
    await desk.replica.vehicles.change(car, { coverPhotoId: chosen.photoId });
    await desk.replica.settled();
    const projection = carsProjection(photosProjection());
    projection.showCovers();
    projection.readVehicles([world.hub.master(car, "vehicles")!]);
    projection.writePhotos([world.hub.master(first.photoId, "photos")!]);
    expect(projection.cars()).toMatchObject([{ id: car, cover: null }]);
    projection.writePhotos([world.hub.master(chosen.photoId, "photos")!]);
    expect(projection.cars()).toMatchObject([{ id: car, cover: { dominantColor: "#336699" } }]);
  });
});

describe("the library", () => {
  it("has every photo of every car, binned ones too, also after a restart", async () => {
    const cars = [await desk.replica.vehicles.create({}), await desk.replica.vehicles.create({})];
    const items = [newPhoto("a"), newPhoto("b")];
    await desk.replica.photos.add(cars[0]!, [items[0]!]);
    await desk.replica.photos.add(cars[1]!, [items[1]!]);
    await desk.replica.photos.bin([items[1]!.photoId]);
    const seen = () =>
      photos().map(({ vehicleId, name, deletedAt }) => [vehicleId, name, deletedAt !== null]);
    const expected = [
      [cars[0], "a.jpg", false],
      [cars[1], "b.jpg", true],
    ];
    await eventually(() => expect(seen()).toEqual(expect.arrayContaining(expected)));
    desk = await desk.restart();
    await eventually(() => expect(desk.replica.library.get().ready).toBe(true));
    expect(seen()).toEqual(expect.arrayContaining(expected));
    expect(photos()).toHaveLength(2);
  });

  it("does not have photos that the hub took away, also after a restart", async () => {
    const car = await desk.replica.vehicles.create({});
    const photo = newPhoto("a");
    await desk.replica.photos.add(car, [photo]);
    await desk.replica.settled();
    const master = world.hub.master(photo.photoId, "photos")!;
    world.hub.push("photos", [{ document: { ...master, _deleted: true }, assumed: master }]);
    await eventually(() => expect(photos()).toEqual([]));
    desk = await desk.restart();
    await eventually(() => expect(desk.replica.library.get().ready).toBe(true));
    expect(photos()).toEqual([]);
  });

  it("knows which cars have a file already, and forgets what is moved or binned", async () => {
    const [here, there] = [await desk.replica.vehicles.create({}), await desk.replica.vehicles.create({})];
    const photo = newPhoto("a");
    const { sha256 } = photo.file.original;
    const found = () => desk.replica.library.vehiclesWith(sha256);
    await desk.replica.photos.add(here, [photo]);
    await eventually(() => expect(found()).toEqual([here]));
    await desk.replica.photos.moveTo([photo.photoId], there);
    await eventually(() => expect(found()).toEqual([there]));
    await desk.replica.photos.bin([photo.photoId]);
    await eventually(() => expect(found()).toEqual([]));
    expect(desk.replica.library.vehiclesWith("f".repeat(64))).toEqual([]);
  });

  it("leaves what has not changed the same object", async () => {
    const car = await desk.replica.vehicles.create({});
    const [a, b] = [newPhoto("a"), newPhoto("b")];
    await desk.replica.photos.add(car, [a, b]);
    await eventually(() => expect(photos()).toHaveLength(2));
    const [first] = photos();
    await desk.replica.photos.describe([b.photoId], { caption: "Rear" });
    await eventually(() => expect(photos().some(({ caption }) => caption === "Rear")).toBe(true));
    expect(photos()).toContain(first);
  });
});

/** As a desk of the version before wrote it: none of the newer fields, and one that nobody here knows. */
function olderPhoto(vehicleId: string): Data {
  const file = photoFile("old");
  const { original, renditions, dominantColor, capturedAt, camera, position, damaged } = file;
  const data = { original, renditions, dominantColor, capturedAt, camera, position, damaged };
  const own = { vehicleId, sequence: "a0", importedAt: "2026-01-01T00:00:00.000Z", deletedAt: null };
  return { ...data, ...own, lightbox: "left" } as unknown as Data;
}

describe("a photo of an older desk", () => {
  it("is shown with defaults, merges with newer edits, and keeps what only others know", async () => {
    const car = await desk.replica.vehicles.create({});
    const document = created("photo", crypto.randomUUID(), olderPhoto(car));
    world.hub.push("photos", [{ document, assumed: null }]);
    await eventually(() =>
      expect(photos()).toEqual([
        expect.objectContaining({
          shot: null,
          caption: "",
          tags: {},
          defects: 0,
          edits: null,
          isEditedStale: false,
          measures: null,
          perceptualHash: null,
        }),
      ]),
    );
    const entries = desk.replica.photos.ofVehicle(car);
    const stop = entries.subscribe(() => undefined);
    await eventually(() =>
      expect(entries.get()[0]?.photo).toMatchObject({ companion: null, tags: {}, defects: {}, edited: null }),
    );
    await desk.replica.photos.tag([document.id], { web: true });
    await desk.replica.photos.describe([document.id], { caption: "Front" });
    await eventually(() =>
      expect(world.hub.master(document.id, "photos")?.data).toMatchObject({
        tags: { web: true },
        caption: "Front",
        lightbox: "left",
      }),
    );
    stop();
  });
});
