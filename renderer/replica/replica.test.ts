import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, openWorld } from "#tests/support/desks.ts";

let world: DeskWorld;
beforeEach(() => void (world = openWorld()));
afterEach(() => world[Symbol.asyncDispose]());

const price = (amount: number) => ({ amount, currency: "MXN" as const });

describe("writing", () => {
  it("puts a car into the inventory, the journal and the hub", async () => {
    const { replica, main } = await world.desk();
    main.online = false;
    const id = await replica.vehicles.create({ make: "Nissan", model: "Versa", year: 2019 });
    expect(main.journal.get(`vehicles/${id}`)?.document.data["make"]).toBe("Nissan");
    await eventually(() => expect(replica.inventory.get().cars[0]?.vehicle.model).toBe("Versa"));
    main.online = true;
    await eventually(() => expect(world.hub.master(id)?.data["model"]).toBe("Versa"));
    await eventually(() => expect(main.journal.size).toBe(0));
  });

  it("keeps the order of many edits of one car made at once", async () => {
    const { replica, main } = await world.desk();
    main.online = false;
    const id = await replica.vehicles.create({});
    const prices = Array.from({ length: 30 }, (_, index) => price(index));
    await Promise.all(prices.map((each) => replica.vehicles.change(id, { price: each })));
    expect(main.journal.get(`vehicles/${id}`)?.document.data["price"]).toEqual(price(29));
    await eventually(() => expect(replica.inventory.get().cars[0]?.vehicle.price).toEqual(price(29)));
    const stamps = [...main.journal.values()].filter(({ document }) => document.kind === "change");
    expect(stamps).toHaveLength(31);
  });

  it("waits with its answer until main has the change on disk", async () => {
    const { replica, main } = await world.desk();
    main.deaf = true;
    let answered = false;
    const creating = replica.vehicles.create({ make: "Mazda" }).then((id) => ((answered = true), id));
    await eventually(() => expect(replica.inventory.get().cars).toHaveLength(1));
    expect(answered).toBe(false);
    main.deaf = false;
    const id = await creating;
    expect(main.journal.has(`vehicles/${id}`) || world.hub.master(id) !== undefined).toBe(true);
  });

  it("closes though main takes nothing, and the change that is not on disk is sent after the next start", async () => {
    const desk = await world.desk();
    const id = await desk.replica.vehicles.create({ make: "Mazda" });
    await desk.replica.settled();
    desk.main.keeping = () => Promise.reject(new Error("The disk is full"));
    const changing = desk.replica.vehicles.change(id, { model: "3" }).catch((error: Error) => error.name);
    await eventually(() => expect(desk.replica.inventory.get().cars[0]?.vehicle.model).toBe("3"));
    const { replica, main } = await desk.restart();
    expect(await changing).toBe("NotJournalled");
    main.keeping = () => Promise.resolve();
    await replica.settled();
    expect(world.hub.master(id)?.data["model"]).toBe("3");
  });

  it("puts what it was asked to write on main's disk before it closes", async () => {
    const desk = await world.desk();
    desk.main.online = false;
    const id = await desk.replica.vehicles.create({ make: "Mazda" });
    const isFree = Promise.withResolvers<void>();
    desk.main.keeping = () => isFree.promise;
    const changing = ["2", "3"].map((model) => desk.replica.vehicles.change(id, { model }));
    await eventually(() => expect(desk.replica.inventory.get().cars[0]?.vehicle.model).toBe("3"));
    const restarted = desk.restart({ wiped: true });
    isFree.resolve();
    await Promise.all(changing);
    const { replica } = await restarted;
    await eventually(() => expect(replica.inventory.get().cars[0]?.vehicle.model).toBe("3"));
  });

  it("refuses data that does not fit, naming the fields, and writes nothing", async () => {
    const { replica, main } = await world.desk();
    main.online = false;
    const id = await replica.vehicles.create({});
    const bad = { year: 1492, make: 7, colour: "red" } as unknown as { make: string };
    await expect(replica.vehicles.change(id, bad)).rejects.toMatchObject({
      name: "InvalidData",
      fields: { year: "too_small", make: "invalid_type", colour: "unrecognized_keys" },
    });
    expect(main.journal.get(`vehicles/${id}`)?.document.stamps).toEqual({});
  });

  it("adds features to those that are there, and takes one away by null", async () => {
    const { replica } = await world.desk();
    const id = await replica.vehicles.create({ features: { abs: true } });
    await replica.vehicles.change(id, { features: { sunroof: true } });
    await replica.vehicles.change(id, { features: { abs: null } });
    const car = () => replica.inventory.get().cars.find((one) => one.id === id);
    await eventually(() => expect(car()?.vehicle.features).toEqual({ abs: null, sunroof: true }));
  });

  it("moves a car by the rules only", async () => {
    const { replica } = await world.desk();
    const id = await replica.vehicles.create({});
    expect(await replica.vehicles.move(id, "sold")).toEqual({ ok: false, kind: "moveNotAllowed" });
    expect(await replica.vehicles.move(id, "ready")).toMatchObject({ ok: true });
    expect(await replica.vehicles.move(id, "sold")).toMatchObject({ ok: true, standing: { round: 1 } });
    expect(await replica.vehicles.move(id, "ready")).toEqual({ ok: false, kind: "cancelsSale" });
    const meant = { cancelSale: true };
    expect(await replica.vehicles.move(id, "ready", meant)).toMatchObject({
      ok: true,
      standing: { round: 2 },
    });
  });

  it("duplicates a car without what is its alone", async () => {
    const { replica } = await world.desk();
    const id = await replica.vehicles.create({
      make: "Kia",
      model: "Rio",
      vin: "3N1CN7AP0FL800001",
      stockNumber: "A-1",
    });
    const copy = await replica.vehicles.duplicate(id);
    const car = () => replica.inventory.get().cars.find((one) => one.id === copy)?.vehicle;
    await eventually(() =>
      expect(car()).toMatchObject({ make: "Kia", model: "Rio", vin: "", stockNumber: "" }),
    );
  });
});

describe("with a slow network", () => {
  it("shows what was written last, whatever page of before comes after it was sent", async () => {
    const { replica, main } = await world.desk();
    const id = await replica.vehicles.create({});
    await replica.settled();
    const page = Promise.withResolvers<void>();
    const isUnderWay = Promise.withResolvers<void>();
    main.underWay = () => (isUnderWay.resolve(), page.promise);
    await replica.vehicles.change(id, { price: price(1) });
    await isUnderWay.promise;
    await replica.vehicles.change(id, { price: price(2) });
    await eventually(() => expect(world.hub.master(id)?.data["price"]).toEqual(price(2)));
    // RxDB pushes one after the other: what is pushed later tells that the one before is done with.
    const later = await replica.vehicles.create({});
    await eventually(() => expect(world.hub.master(later)).toBeDefined());
    const shown: unknown[] = [];
    const look = () =>
      shown.push(replica.inventory.get().cars.find((car) => car.id === id)?.vehicle.price?.amount);
    look();
    replica.inventory.subscribe(look);
    page.resolve();
    await replica.settled();
    expect(new Set(shown)).toEqual(new Set([2]));
  });
});

describe("after a crash", () => {
  it("has everything that was journalled, though the window's database is gone", async () => {
    const desk = await world.desk();
    desk.main.online = false;
    const id = await desk.replica.vehicles.create({ make: "Seat", model: "León" });
    await desk.replica.vehicles.change(id, { price: price(5) });
    await desk.replica.costs.setPurchase(id, price(3));
    const { replica, main } = await desk.restart({ wiped: true });
    await eventually(() =>
      expect(replica.inventory.get().cars[0]?.vehicle).toMatchObject({ model: "León", price: price(5) }),
    );
    main.online = true;
    await eventually(() => expect(world.hub.master(id)?.data["price"]).toEqual(price(5)));
    await eventually(() => expect([...main.journal.values()]).toEqual([]));
  });

  it("merges what the journal still has with what the hub got meanwhile", async () => {
    const desk = await world.desk("One");
    const other = await world.desk("Two");
    const id = await desk.replica.vehicles.create({ make: "Ford" });
    await eventually(() => expect(other.replica.inventory.get().cars).toHaveLength(1));
    desk.main.online = false;
    await desk.replica.vehicles.change(id, { model: "Figo" });
    await other.replica.vehicles.change(id, { trim: "Titanium" });
    await eventually(() => expect(world.hub.master(id)?.data["trim"]).toBe("Titanium"));
    const { replica, main } = await desk.restart({ wiped: true });
    main.online = true;
    const merged = { make: "Ford", model: "Figo", trim: "Titanium" };
    await eventually(() => expect(replica.inventory.get().cars[0]?.vehicle).toMatchObject(merged));
    await eventually(() => expect(other.replica.inventory.get().cars[0]?.vehicle).toMatchObject(merged));
  });

  /** A desk without a hub, and a car of which it and another desk have changed the model. */
  async function bothChanged() {
    const desk = await world.desk("One");
    const other = await world.desk("Two");
    const id = await desk.replica.vehicles.create({ make: "Ford", model: "Figo", trim: "Energy" });
    await eventually(() => expect(other.replica.inventory.get().cars).toHaveLength(1));
    desk.main.online = false;
    await desk.replica.vehicles.change(id, { model: "Fiesta", trim: "Impulse" });
    await desk.replica.vehicles.change(id, { model: "Ka" });
    await other.replica.vehicles.change(id, { make: "Lincoln", model: "MKZ" });
    await eventually(() => expect(world.hub.master(id)?.data["model"]).toBe("MKZ"));
    return { desk, id };
  }

  it("tells of an overlap with what another desk did, though the window's database is gone", async () => {
    const { desk, id } = await bothChanged();
    const { replica, main } = await desk.restart({ wiped: true });
    main.online = true;
    await eventually(() => expect(world.hub.master(id)?.data["trim"]).toBe("Impulse"));
    const overlaps = () => world.hub.feed.filter(({ document }) => document.kind === "overlap");
    await eventually(() =>
      expect(overlaps().map(({ document }) => document.data["field"])).toEqual(["model"]),
    );
    const values = ["kept", "other"].map((side) => overlaps()[0]!.document.data[side]);
    expect(values).toMatchObject([{ value: "MKZ" }, { value: "Ka" }]);
    await replica.settled();
    expect(overlaps()).toHaveLength(1);
  });

  it("has journalled the overlap before the merge that says no more what was there", async () => {
    const { desk, id } = await bothChanged();
    const journal = () => [...desk.main.journal.values()];
    const known: boolean[] = [];
    desk.main.keeping = async () => {
      const isTold = [...journal(), ...world.hub.feed].some(({ document }) => document.kind === "overlap");
      known.push(isTold || journal().some(({ replaced }) => replaced?.["model"] !== undefined));
    };
    desk.main.online = true;
    await eventually(() => expect(world.hub.master(id)?.data["trim"]).toBe("Impulse"));
    await desk.replica.settled();
    expect(new Set(known)).toEqual(new Set([true]));
    expect(known.length).toBeGreaterThan(1);
  });

  it("stamps later than before, though the computer's clock went back", async () => {
    let time = Date.parse("2026-03-10T12:00:00Z");
    const desk = await world.desk("One", () => time);
    desk.main.online = false;
    const id = await desk.replica.vehicles.create({});
    await desk.replica.vehicles.change(id, { make: "Old" });
    const before = desk.main.journal.get(`vehicles/${id}`)!.document.stamps["make"]!;
    time -= 86_400_000;
    const { replica, main } = await desk.restart();
    await replica.vehicles.change(id, { make: "New" });
    const after = main.journal.get(`vehicles/${id}`)!.document;
    expect(after.data["make"]).toBe("New");
    expect(after.stamps["make"]! > before).toBe(true);
  });
});

describe("undo", () => {
  it("takes back an edit and leaves what was changed since", async () => {
    const { replica } = await world.desk();
    const id = await replica.vehicles.create({ make: "Audi", trim: "S" });
    await replica.vehicles.change(id, { make: "Seat", trim: "FR" });
    expect(replica.undo.label.get()).toEqual({ act: "edited", count: 1 });
    await replica.undo.undo();
    const vehicle = () => replica.inventory.get().cars[0]?.vehicle;
    await eventually(() => expect(vehicle()).toMatchObject({ make: "Audi", trim: "S" }));
    await replica.undo.undo();
    await eventually(() => expect(vehicle()?.deletedAt).not.toBeNull());
    expect(replica.undo.label.get()).toBeNull();
    await replica.undo.undo();
  });

  it("pressed at once takes back the act that is just being written, and not the one before", async () => {
    const { replica } = await world.desk();
    const id = await replica.vehicles.create({ make: "Audi", trim: "S" });
    await replica.vehicles.change(id, { make: "Seat" });
    const writing = replica.vehicles.change(id, { trim: "FR" });
    expect(replica.undo.label.get()).toEqual({ act: "edited", count: 1 });
    await Promise.all([writing, replica.undo.undo()]);
    const vehicle = () => replica.inventory.get().cars[0]?.vehicle;
    await eventually(() => expect(vehicle()).toMatchObject({ make: "Seat", trim: "S" }));
    await Promise.all([
      replica.vehicles.change(id, { trim: "GT" }),
      replica.undo.undo(),
      replica.undo.undo(),
    ]);
    await eventually(() => expect(vehicle()).toMatchObject({ make: "Audi", trim: "S" }));
  });

  it("passes over an act that changed nothing", async () => {
    const { replica } = await world.desk();
    const id = await replica.vehicles.create({ make: "Audi" });
    await replica.vehicles.change(id, { make: "Seat" });
    await Promise.all([replica.vehicles.change(id, { make: "Seat" }), replica.undo.undo()]);
    const vehicle = () => replica.inventory.get().cars[0]?.vehicle;
    await eventually(() => expect(vehicle()).toMatchObject({ make: "Audi" }));
    expect(replica.undo.label.get()).toEqual({ act: "created", count: 1 });
  });

  it("takes back a sale so that no other desk brings it back", async () => {
    const { replica } = await world.desk();
    const id = await replica.vehicles.create({});
    await replica.vehicles.move(id, "ready");
    await replica.vehicles.move(id, "sold");
    await replica.undo.undo();
    const vehicle = () => replica.inventory.get().cars[0]?.vehicle;
    await eventually(() =>
      expect(vehicle()).toMatchObject({ status: { state: "ready", round: 2 }, soldOn: null }),
    );
  });

  it("brings cars back from the bin, all of one act together", async () => {
    const { replica } = await world.desk();
    const ids = await Promise.all([replica.vehicles.create({}), replica.vehicles.create({})]);
    await replica.vehicles.bin(ids);
    expect(replica.undo.label.get()).toEqual({ act: "binned", count: 2 });
    await replica.undo.undo();
    const binned = () => replica.inventory.get().cars.map(({ vehicle }) => vehicle.deletedAt);
    await eventually(() => expect(binned()).toEqual([null, null]));
  });
});

describe("the sample lot", () => {
  it("is written once, however often it is imported", async () => {
    const { replica, main } = await world.desk();
    main.online = false;
    const at = "2026-01-05T12:00:00.000Z";
    const dealership = {
      name: "Autos del Valle",
      currency: "MXN" as const,
      distanceUnit: "km" as const,
      createdAt: at,
    };
    const donor = await world.desk();
    const donorId = await donor.replica.vehicles.create({ make: "Chevrolet", model: "Aveo" });
    await eventually(() => expect(donor.replica.inventory.get().cars).toHaveLength(1));
    const car = {
      vehicleId: crypto.randomUUID(),
      vehicle: donor.replica.inventory.get().cars.find(({ id }) => id === donorId)!.vehicle,
      cost: { vehicleId: donorId, purchase: price(100), recon: {} },
      moves: [{ at, from: null, to: "acquired" as const }],
    };
    await replica.importSampleLot([car], dealership);
    const entries = main.journal.size;
    await replica.importSampleLot([car], dealership);
    expect(main.journal.size).toBe(entries);
    const stop = replica.settings.dealership.subscribe(() => undefined);
    await eventually(() => expect(replica.settings.dealership.get()?.name).toBe("Autos del Valle"));
    stop();
  });
});
