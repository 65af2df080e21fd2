import type { RxStorage } from "rxdb/plugins/core";
import { replicateRxCollection } from "rxdb/plugins/replication";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Checkpoint } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import { eventually } from "#tests/support/eventually.ts";
import { failingAt, failingFor } from "#tests/support/failing-storage.ts";
import { createFakeHub, createFakeMain, type FakeHub, type FakeMain } from "#tests/support/fake-main.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { type StoredRow, storedRows } from "#tests/support/stored-rows.ts";
import { type Database, openDatabase, removeDatabase } from "./database.ts";
import { blankVehicle } from "./readings.ts";
import type { Arrivals } from "./replication.ts";
import { openReplica, type Replica } from "./replica.ts";

let hub: FakeHub;
let main: FakeMain;
let name: string;
let open: Set<Replica>;
beforeEach(() => {
  hub = createFakeHub();
  const tenantId = crypto.randomUUID();
  main = createFakeMain(hub, { tenantId });
  name = `autosell-${tenantId}`;
  open = new Set();
});
afterEach(async () => {
  for (const replica of open) await close(replica);
});

async function openDesk(storage?: RxStorage<unknown, unknown>): Promise<Replica> {
  const replica = await openReplica({ bridge: main.bridge, desk: main.desk, storage });
  open.add(replica);
  return replica;
}

async function close(replica: Replica): Promise<void> {
  open.delete(replica);
  await replica[Symbol.asyncDispose]();
}

const stamp = (millis: number) => `${millis.toString(16).padStart(12, "0")}-0000-${crypto.randomUUID()}`;
const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

function carOf(index: number): Envelope {
  const vehicle = blankVehicle("2026-01-01", "2026-01-01T00:00:00.000Z");
  return created("vehicle", idOf(index), { ...vehicle, make: `Make ${index}`, features: { abs: true } });
}

/** Somebody else has put so many cars on the hub. */
function park(count: number): Envelope[] {
  const cars = Array.from({ length: count }, (_, index) => carOf(index));
  const rows = cars.map((document) => ({ document, assumed: null }));
  hub.push("vehicles", rows);
  return cars;
}

/** Somebody else changes a car as the hub has it. */
function changeAtHub(id: string, fields: Envelope["data"]): void {
  const assumed = hub.master(id)!;
  const document = changed(assumed, { ...assumed.data, ...fields }, stamp(Date.now()));
  hub.push("vehicles", [{ document, assumed }]);
}

/** The line to the hub breaks behind so many pages of cars. */
function breakAfter(pages: number): { asked: string[] } {
  const { snapshot } = hub;
  const asked: string[] = [];
  hub.snapshot = (collection, after, limit) => {
    if (collection === "vehicles" && limit !== Infinity && asked.push(after) === pages) main.online = false;
    return snapshot(collection, after, limit);
  };
  return { asked };
}

const makes = (replica: Replica) =>
  Object.fromEntries(replica.inventory.get().cars.map(({ id, vehicle }) => [id, vehicle.make]));
const makesAtHub = () =>
  Object.fromEntries(
    hub.feed.flatMap(({ document: { id, kind } }) =>
      kind === "vehicle" ? [[id, hub.master(id)!.data["make"]]] : [],
    ),
  );
const agreed = (replica: Replica) => eventually(() => expect(makes(replica)).toEqual(makesAtHub()));

/** What is stored of the cars, without the times of writing. */
async function storedCars(): Promise<readonly unknown[]> {
  const stores = Object.values(await storedRows(name));
  const cars = stores.find((rows) => rows.some(({ id }) => id === idOf(0)));
  return (cars ?? []).map(timeless);
}

function timeless({ _meta: { lwt: _lwt, ...meta }, _rev, ...row }: StoredRow): unknown {
  // A revision names whoever has opened the database.
  return Object.assign(row, { meta, revision: _rev.split("-")[0] });
}

/** RxDB's own replication, without anything of ours but the database. */
async function pullByRxDB({ collections }: Database): Promise<void> {
  const state = replicateRxCollection<Envelope, Checkpoint>({
    replicationIdentifier: "hub",
    collection: collections.vehicles,
    live: false,
    waitForLeadership: false,
    push: { handler: async () => [] },
    pull: {
      batchSize: 1000,
      handler: async (after, limit) => {
        const { documents, sequence } = hub.pull("vehicles", after?.sequence ?? 0, limit);
        return { documents: structuredClone(documents), checkpoint: { sequence, history: hub.history } };
      },
    },
  });
  await state.awaitInitialReplication();
  await state.cancel();
}

describe("the first sync", () => {
  it("stores what RxDB's own pull would have stored", async () => {
    const cars = park(230);
    hub.push("vehicles", [{ document: { ...carOf(230), _deleted: true }, assumed: null }]);
    changeAtHub(cars[7]!.id, { make: "Changed" });

    const database = await openDatabase(name);
    await pullByRxDB(database);
    const expected = await storedCars();
    await database[Symbol.asyncDispose]();
    await removeDatabase(name);

    const replica = await openDesk();
    await replica.settled();
    const stored = await storedCars();
    expect(stored).toHaveLength(231);
    expect(stored).toEqual(expected);
  });

  it("tells how much is here while there is more than a page, and nothing afterwards", async () => {
    park(1200);
    const replica = await openDesk();
    const told: Arrivals[] = [];
    replica.arrivals.subscribe(() => told.push(replica.arrivals.get()));
    await agreed(replica);
    await eventually(() => expect(replica.arrivals.get()).toEqual({}));
    expect(told.map(({ vehicles }) => vehicles?.done)).toEqual([0, 500, 1000, undefined]);
    expect(told[0]).toMatchObject({ vehicles: { done: 0, total: 1200 } });
  });

  it("goes on where it was when the window was closed in the middle", async () => {
    park(1200);
    const { asked } = breakAfter(2);
    const before = await openDesk();
    await eventually(() => expect(before.arrivals.get().vehicles?.done).toBe(1000));
    await close(before);

    main.online = true;
    const replica = await openDesk();
    await agreed(replica);
    expect(asked).toEqual(["", idOf(499), idOf(999)]);
  });

  it("does not count a page as here while one of its rows is not, whatever was written since", async () => {
    park(1200);
    const failing = await openDesk(failingFor((ids) => ids.includes(idOf(250))));
    await eventually(() => expect(Object.keys(makes(failing))).toHaveLength(1100));
    expect(failing.arrivals.get().vehicles?.done).toBe(0);
    await close(failing);

    const replica = await openDesk();
    await agreed(replica);
    expect(Object.keys(makes(replica))).toHaveLength(1200);
  });

  it("leaves it to replication where the hub has no snapshots, or has them no more", async () => {
    park(1200);
    breakAfter(2);
    const before = await openDesk();
    await eventually(() => expect(before.arrivals.get().vehicles?.done).toBe(1000));
    await before.vehicles.change(idOf(3), { model: "Mine" });
    await close(before);

    hub.isOlder = true;
    changeAtHub(idOf(3), { make: "Theirs" });
    changeAtHub(idOf(4), { make: "Theirs" });
    main.online = true;
    const replica = await openDesk();
    await agreed(replica);
    await eventually(() => expect(main.journal.size).toBe(0));
    expect(hub.master(idOf(3))?.data).toMatchObject({ make: "Theirs", model: "Mine" });
    expect(hub.feed.filter(({ document }) => document.kind === "overlap")).toEqual([]);
    expect(replica.arrivals.get()).toEqual({});
  });

  it("is whole and the same wherever it was killed", async () => {
    park(150);
    hub.mostAtOnce = 60;
    const clean = await openDesk();
    await agreed(clean);
    await clean.settled();
    const expected = await storedCars();
    await close(clean);

    let isReached = true;
    for (let write = 1; isReached; write++) {
      await removeDatabase(name);
      const failing = failingAt(write);
      const killed = await openDesk(failing.storage);
      await Promise.race([killed.settled(), eventually(() => expect(failing.isReached()).toBe(true))]);
      isReached = failing.isReached();
      await close(killed);
      const replica = await openDesk();
      await replica.settled();
      expect([write, await storedCars()]).toEqual([write, expected]);
      await close(replica);
    }
  }, 180_000);

  it("loses neither what is changed here meanwhile nor what others change", async () => {
    park(1200);
    breakAfter(1);
    const replica = await openDesk();
    await eventually(() => expect(replica.arrivals.get().vehicles?.done).toBe(500));
    await eventually(() => expect(Object.keys(makes(replica))).toHaveLength(500));
    await replica.vehicles.change(idOf(3), { make: "Mine" });
    await replica.vehicles.change(idOf(4), { model: "Mine" });
    const fresh = await replica.vehicles.create({ make: "Fresh" });
    for (const index of [4, 5, 1100]) changeAtHub(idOf(index), { make: "Theirs" });
    hub.push("vehicles", [{ document: carOf(5000), assumed: null }]);

    main.online = true;
    await eventually(() => expect(main.journal.size).toBe(0));
    await agreed(replica);
    expect(makes(replica)).toMatchObject({
      [idOf(3)]: "Mine",
      [idOf(4)]: "Theirs",
      [idOf(5)]: "Theirs",
      [idOf(1100)]: "Theirs",
      [idOf(5000)]: "Make 5000",
      [fresh]: "Fresh",
    });
    expect(hub.master(idOf(4))?.data).toMatchObject({ make: "Theirs", model: "Mine" });
    // Each was merged with the version that it was made on, so that nothing looks like a disagreement.
    expect(hub.feed.filter(({ document }) => document.kind === "overlap")).toEqual([]);
  });

  it("sends what is changed here meanwhile, at once and knowing what it was made on", async () => {
    park(1200);
    const { snapshot } = hub;
    let isStuck = true;
    hub.snapshot = (collection, after, limit) => {
      if (isStuck && after === idOf(499)) throw new Error("The signal is weak");
      return snapshot(collection, after, limit);
    };
    const replica = await openDesk();
    await eventually(() => expect(Object.keys(makes(replica))).toHaveLength(500));
    changeAtHub(idOf(4), { make: "Theirs" });
    await replica.vehicles.change(idOf(3), { make: "Mine" });
    await replica.vehicles.change(idOf(4), { model: "Mine" });
    const fresh = await replica.vehicles.create({ make: "Fresh" });
    await eventually(() => expect(hub.master(idOf(3))?.data["make"]).toBe("Mine"));
    await eventually(() => expect(hub.master(fresh)?.data["make"]).toBe("Fresh"));
    await replica.vehicles.change(idOf(3), { make: "Mine again" });
    await eventually(() => expect(hub.master(idOf(3))?.data["make"]).toBe("Mine again"));
    expect(replica.arrivals.get().vehicles?.done).toBe(500);
    // Only what has to be merged waits.
    await eventually(() => expect(main.journal.get(`vehicles/${idOf(3)}`)).toBeUndefined());
    expect(main.journal.has(`vehicles/${idOf(4)}`)).toBe(true);
    // Who changes it having seen it disagrees with nobody.
    changeAtHub(idOf(3), { make: "Theirs" });

    isStuck = false;
    await eventually(() => expect(main.journal.size).toBe(0));
    await agreed(replica);
    await replica.settled();
    expect(makes(replica)).toMatchObject({ [idOf(3)]: "Theirs", [idOf(4)]: "Theirs", [fresh]: "Fresh" });
    expect(hub.master(idOf(4))?.data).toMatchObject({ make: "Theirs", model: "Mine" });
    expect(hub.feed.filter(({ document }) => document.kind === "overlap")).toEqual([]);
  });

  it("does not say of a car that it has no photos before they could have come", async () => {
    park(3);
    const photo = newPhoto(photoFile("a"), { vehicleId: idOf(1), sequence: "a0", importedAt: "" });
    hub.push("photos", [{ document: created("photo", crypto.randomUUID(), { ...photo }), assumed: null }]);
    breakAfter(1);
    const replica = await openDesk();
    const counts = () => replica.inventory.get().cars.map(({ photoCount }) => photoCount);
    await eventually(() => expect(counts()).toEqual([null, null, null]));
    main.online = true;
    await eventually(() => expect(counts().sort((a, b) => Number(a) - Number(b))).toEqual([0, 0, 1]));
  });

  it("leaves to replication what waited in the journal for a hub that has another version", async () => {
    park(20);
    const before = await openDesk();
    await agreed(before);
    await before.settled();
    main.online = false;
    await before.vehicles.change(idOf(3), { model: "Mine" });
    await close(before);
    await removeDatabase(name);
    changeAtHub(idOf(3), { make: "Theirs" });

    main.online = true;
    const replica = await openDesk();
    await eventually(() =>
      expect(hub.master(idOf(3))?.data).toMatchObject({ make: "Theirs", model: "Mine" }),
    );
    await agreed(replica);
    await eventually(() => expect(main.journal.size).toBe(0));
  });

  it("begins anew with a hub that was restored meanwhile, and keeps what that one does not have", async () => {
    park(1200);
    breakAfter(2);
    const replica = await openDesk();
    await eventually(() => expect(replica.arrivals.get().vehicles?.done).toBe(1000));
    hub.restore(900);
    changeAtHub(idOf(5), { make: "Theirs" });
    main.online = true;
    await eventually(() => expect(hub.master(idOf(950))).toBeDefined());
    await agreed(replica);
    await eventually(() => expect(replica.arrivals.get()).toEqual({}));
    expect(Object.keys(makes(replica))).toHaveLength(1000);
  });

  it("puts a newer version from here on a hub that was restored to an older one", async () => {
    park(20);
    const replica = await openDesk();
    await agreed(replica);
    await replica.settled();
    changeAtHub(idOf(3), { make: "Newer" });
    await agreed(replica);
    await replica.settled();
    hub.restore(20);
    expect(hub.master(idOf(3))?.data["make"]).toBe("Make 3");
    // More than it had heard of before, so that it asks.
    for (const index of [5, 6, 7, 8, 9]) changeAtHub(idOf(index), { make: "Theirs" });
    await eventually(() => expect(hub.master(idOf(3))?.data["make"]).toBe("Newer"));
    await agreed(replica);
  });

  it("is followed by what others change, and knows on what version each change here was made", async () => {
    park(3);
    const before = await openDesk();
    await agreed(before);
    await before.settled();
    changeAtHub(idOf(0), { make: "Theirs" });
    await agreed(before);
    main.online = false;
    for (const make of ["First", "Mine"]) await before.vehicles.change(idOf(1), { make });
    await before.vehicles.change(idOf(2), { model: "Mine" });
    await close(before);

    for (const index of [1, 2]) changeAtHub(idOf(index), { make: "Theirs" });
    main.online = true;
    const replica = await openDesk();
    await eventually(() => expect(main.journal.size).toBe(0));
    await agreed(replica);
    const overlaps = hub.feed.filter(({ document }) => document.kind === "overlap");
    expect(overlaps.map(({ document }) => document.key)).toEqual([idOf(1)]);
    for (const index of [0, 1, 2]) changeAtHub(idOf(index), { make: "Later" });
    await eventually(() => expect(Object.values(makes(replica))).toEqual(["Later", "Later", "Later"]));
  });

  it("offers the hub nothing that it has brought or pulled", async () => {
    park(700);
    const replica = await openDesk();
    await agreed(replica);
    await replica.settled();
    const offered: number[] = [];
    const { push } = hub;
    hub.push = (collection, rows) => {
      if (collection === "vehicles") offered.push(rows.length);
      return push(collection, rows);
    };
    changeAtHub(idOf(2), { make: "Theirs" });
    await agreed(replica);
    await replica.settled();
    expect(offered).toEqual([1]);
    await replica.vehicles.change(idOf(1), { make: "Mine" });
    await eventually(() => expect(hub.master(idOf(1))?.data["make"]).toBe("Mine"));
    await replica.settled();
    await close(replica);
    const again = await openDesk();
    await again.settled();
    expect(offered).toEqual([1, 1]);
  });
});
