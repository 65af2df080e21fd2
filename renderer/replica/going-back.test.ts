import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";

let world: DeskWorld;
let desk: OpenDesk;
let carId: string;
let time = Date.UTC(2026, 2, 4, 9);
const stops: (() => void)[] = [];

/** Each act is a minute after the one before, so that moments tell them apart. */
const later = () => new Date((time += 61_000)).toISOString();

beforeEach(async () => {
  world = openWorld();
  desk = await world.desk("Front desk", () => time);
  carId = await desk.replica.vehicles.create({ make: "Nissan", model: "Versa" });
  await eventually(() => expect(car()).toBeDefined());
});
afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  return world[Symbol.asyncDispose]();
});

const car = () => desk.replica.inventory.get().cars.find(({ id }) => id === carId)?.vehicle;
const price = (amount: number) => ({ amount, currency: "MXN" as const });

function listened<T>(live: { get: () => T; subscribe: (listener: () => void) => () => void }) {
  stops.push(live.subscribe(() => undefined));
  return live;
}

async function lastLine(act: string) {
  const lines = listened(desk.replica.history.of(carId));
  return eventually(() => {
    const line = lines.get().find(({ change }) => change.act === act);
    expect(line).toBeDefined();
    return line!;
  });
}

async function addPhotos(count: number): Promise<string[]> {
  const items = Array.from({ length: count }, () => ({
    photoId: crypto.randomUUID(),
    file: photoFile(crypto.randomUUID()),
  }));
  const { added } = await desk.replica.photos.add(carId, items);
  return added;
}

describe("undoing a line of a car's history", () => {
  it("writes the earlier values as a change that can itself be undone", async () => {
    await desk.replica.vehicles.change(carId, { price: price(10), notes: "First" });
    later();
    await desk.replica.vehicles.change(carId, { trim: "Advance" });
    const line = (await eventuallyLines()).find(({ change }) =>
      change.changes.some(({ field }) => field === "price"),
    )!;
    later();
    await desk.replica.history.undoLine({ lineId: line.id }, { overNewer: false });
    await eventually(() => expect(car()).toMatchObject({ price: null, notes: "", trim: "Advance" }));
    expect((await lastLine("changeUndone")).change.changes.map(({ field }) => field)).toEqual([
      "notes",
      "price",
    ]);
    await desk.replica.undo.undo();
    await eventually(() => expect(car()).toMatchObject({ price: price(10), notes: "First" }));
  });

  it("says what was changed again since, and leaves it unless it is told otherwise", async () => {
    await desk.replica.vehicles.change(carId, { price: price(10), notes: "First" });
    const line = await lastLine("edited");
    later();
    await desk.replica.vehicles.change(carId, { price: price(30) });
    const { history } = desk.replica;
    const plan = await history.planUndo({ lineId: line.id });
    expect(plan.map(({ path, changedSince }) => [path, changedSince])).toEqual([
      ["notes", false],
      ["price", true],
    ]);
    await history.undoLine({ lineId: line.id }, { overNewer: false });
    await eventually(() => expect(car()).toMatchObject({ price: price(30), notes: "" }));
    await history.undoLine({ lineId: line.id }, { overNewer: true });
    await eventually(() => expect(car()?.price).toBeNull());
  });

  it("takes a sale back so that it stays taken back", async () => {
    await desk.replica.vehicles.move(carId, "ready");
    later();
    await desk.replica.vehicles.move(carId, "sold");
    const line = await lastLine("statusMoved");
    await desk.replica.history.undoLine({ lineId: line.id }, { overNewer: false });
    await eventually(() =>
      expect(car()).toMatchObject({ status: { state: "ready", round: 2 }, soldOn: null }),
    );
  });

  it("brings back a car from the bin, also where an older version wrote the line", async () => {
    await desk.replica.vehicles.bin([carId]);
    const line = await lastLine("deleted");
    await desk.replica.history.undoLine({ lineId: line.id }, { overNewer: false });
    await eventually(() => expect(car()?.deletedAt).toBeNull());
  });

  it("takes back what was said of a car's costs, in a line that tells of costs too", async () => {
    const { costs, history } = desk.replica;
    await costs.setPurchase(carId, price(90));
    const cost = listened(costs.of(carId));
    await eventually(() => expect(cost.get()?.purchase).toEqual(price(90)));
    const line = await lastLine("edited");
    await history.undoLine({ lineId: line.id }, { overNewer: false });
    await eventually(() => expect(cost.get()?.purchase).toBeNull());
    expect(await lastLine("changeUndone")).toMatchObject({ kind: "cost-change" });
  });

  it("takes back what was done to one of many photos", async () => {
    const [one, two] = await addPhotos(2);
    later();
    await desk.replica.photos.describe([one!, two!], { caption: "Clean" });
    const line = await lastLine("edited");
    await desk.replica.history.undoLine({ lineId: line.id, photoId: one }, { overNewer: false });
    const shown = listened(desk.replica.photos.ofVehicle(carId));
    await eventually(() => expect(shown.get().map(({ photo }) => photo.caption)).toEqual(["", "Clean"]));
  });

  it("puts photos that were added into the bin", async () => {
    await addPhotos(3);
    const line = await lastLine("photosAdded");
    await desk.replica.history.undoLine({ lineId: line.id }, { overNewer: false });
    const binned = listened(desk.replica.photos.binned(carId));
    await eventually(() => expect(binned.get()).toHaveLength(3));
  });
});

describe("a photo's history", () => {
  it("tells of that photo alone, latest first, also on the car that it came from", async () => {
    const [one, two] = await addPhotos(2);
    later();
    await desk.replica.photos.describe([one!], { caption: "Front" });
    later();
    await desk.replica.photos.describe([two!], { caption: "Rear" });
    later();
    const other = await desk.replica.vehicles.create({ make: "Kia" });
    await desk.replica.photos.moveTo([one!], other);
    const lines = listened(desk.replica.history.ofPhoto(other, one!));
    await eventually(() =>
      expect(lines.get().map(({ change }) => change.changes.map(({ field }) => field))).toEqual([
        ["vehicleId"],
        ["caption"],
        ["importedAt"],
      ]),
    );
    expect(lines.get()[1]?.change.changes[0]).toMatchObject({ from: "", to: "Front" });
  });
});

describe("going back to a moment", () => {
  it("makes the car what it was: fields, status, order of photos and bin, in one change", async () => {
    const [one, two, three] = await addPhotos(3);
    await desk.replica.vehicles.change(carId, { price: price(10), features: { abs: true } });
    await desk.replica.vehicles.move(carId, "ready");
    const before = car();
    const moment = later();
    later();
    await desk.replica.vehicles.change(carId, { price: price(20), features: { abs: null, sunroof: true } });
    await desk.replica.vehicles.move(carId, "sold");
    await desk.replica.photos.reorder([three!], one!);
    await desk.replica.photos.bin([two!]);
    later();
    const [four] = await addPhotos(1);

    const { history, photos, undo } = desk.replica;
    const plan = await history.planReturn(carId, moment);
    expect(plan.photos.map(({ id }) => id)).toEqual([one, two, three]);
    expect(plan.binned.map(({ id }) => id)).toEqual([four]);
    expect(plan.broughtBack).toEqual([two]);
    expect(plan.fields.filter(({ kind }) => kind === "vehicle").map(({ path }) => path)).toEqual(
      expect.arrayContaining(["price", "features.abs", "features.sunroof", "status", "soldOn"]),
    );

    later();
    await history.returnTo(carId, moment);
    const shown = listened(photos.ofVehicle(carId));
    await eventually(() => expect(shown.get().map(({ id }) => id)).toEqual([one, two, three]));
    await eventually(() =>
      expect(car()).toMatchObject({
        price: before!.price,
        soldOn: null,
        features: { abs: true, sunroof: null },
      }),
    );
    expect(car()?.status).toMatchObject({ state: "ready", round: 2 });
    expect((await lastLine("wentBack")).change.moment).toBe(moment);
    expect(await history.planReturn(carId, moment)).toMatchObject({
      fields: [],
      binned: [],
      broughtBack: [],
    });

    await undo.undo();
    await eventually(() => expect(shown.get().map(({ id }) => id)).toEqual([three, one, four]));
    await eventually(() => expect(car()).toMatchObject({ price: price(20), status: { state: "sold" } }));
  });

  it("syncs: the other desks see the car as it was, and who went back", async () => {
    const other = await world.desk("Auction laptop", () => time);
    await desk.replica.vehicles.change(carId, { trim: "Advance" });
    const moment = later();
    later();
    await desk.replica.vehicles.change(carId, { trim: "Exclusive" });
    await desk.replica.history.returnTo(carId, moment);
    const lines = listened(other.replica.history.of(carId));
    await eventually(() =>
      expect(lines.get()[0]?.change).toMatchObject({ act: "wentBack", deskName: "Front desk" }),
    );
    const there = () => other.replica.inventory.get().cars.find(({ id }) => id === carId)?.vehicle.trim;
    await eventually(() => expect(there()).toBe("Advance"));
  });
});

async function eventuallyLines() {
  const lines = listened(desk.replica.history.of(carId));
  await eventually(() => expect(lines.get().length).toBeGreaterThan(2));
  return lines.get();
}
