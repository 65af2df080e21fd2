import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pushLimit } from "#shared/contract/replication.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { added, car, createWorld, databases, openDesk, Refused, type TestDesk, type World } from "./world.ts";

describe.each(databases)("sync on %s", (database) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(database);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test("what one desk pushes another pulls, in order", async () => {
    const desk = await world.dealership();
    const other = await desk.colleague();
    const cars = Array.from({ length: 5 }, (_, index) => car({ index }));

    expect(await desk.push("vehicles", cars.map(added))).toEqual({ conflicts: [], rejected: [] });

    const all = await other.pull("vehicles");
    const { history } = all.checkpoint;
    expect(all).toEqual({ documents: cars, checkpoint: { sequence: 5, history }, role: "owner" });
    expect(await other.pull("vehicles", 5)).toEqual({
      documents: [],
      checkpoint: { sequence: 5, history },
      role: "owner",
    });
    expect(await other.pull("photos")).toEqual({
      documents: [],
      checkpoint: { sequence: 0, history },
      role: "owner",
    });
  });

  test("each dealership's numbers count in a history of its own, which a restart leaves as it is", async () => {
    const [ours, theirs] = [await world.dealership(), await world.dealership()];
    const historyOf = async (desk: TestDesk) => (await desk.pull("vehicles")).checkpoint.history;
    const before = await historyOf(ours);
    expect(await historyOf(theirs)).not.toBe(before);

    await world.restart();
    expect(await historyOf(openDesk(world.hub.url, ours.pairing, ours.token))).toBe(before);
  });

  test("a feed is read page by page without gaps or repeats", async () => {
    const desk = await world.dealership();
    const cars = Array.from({ length: 7 }, (_, index) => car({ index }));
    await desk.push("vehicles", cars.map(added));

    const first = await desk.pull("vehicles", 0, 3);
    const second = await desk.pull("vehicles", first.checkpoint.sequence, 3);
    const third = await desk.pull("vehicles", second.checkpoint.sequence, 3);

    expect([first, second, third].flatMap(({ documents }) => documents)).toEqual(cars);
    expect(third.documents).toHaveLength(1);
  });

  test("a change that is built on the master is accepted and moves to the end of the feed", async () => {
    const desk = await world.dealership();
    const [before, bystander] = [car({ price: 1 }), car()];
    await desk.push("vehicles", [added(before), added(bystander)]);
    const after = { ...before, data: { ...before.data, price: 2 } };

    expect(await desk.push("vehicles", [{ document: after, assumed: before }])).toEqual({
      conflicts: [],
      rejected: [],
    });

    const { documents, checkpoint } = await desk.pull("vehicles");
    expect(documents).toEqual([bystander, after]);
    expect(checkpoint.sequence).toBe(3);
  });

  test("the order of keys does not make an assumed version another one", async () => {
    const desk = await world.dealership();
    const before = car({ price: { amount: 1, currency: "MXN" } });
    await desk.push("vehicles", [added(before)]);
    const assumed = { ...before, data: { price: { currency: "MXN", amount: 1 }, make: "Nissan" } };

    const { conflicts } = await desk.push("vehicles", [{ document: car({ price: 2 }, before.id), assumed }]);

    expect(conflicts).toEqual([]);
  });

  test("a change that is not built on the master is answered by it and not written", async () => {
    const desk = await world.dealership();
    const master = car({ price: 1 });
    await desk.push("vehicles", [added(master)]);
    const fresh = car();
    const stale = { document: car({ price: 3 }, master.id), assumed: car({ price: 2 }, master.id) };
    const blind = added(car({ price: 4 }, master.id));

    expect((await desk.push("vehicles", [stale, added(fresh)])).conflicts).toEqual([master]);
    expect((await desk.push("vehicles", [blind])).conflicts).toEqual([master]);

    expect((await desk.pull("vehicles")).documents).toEqual([master, fresh]);
  });

  test("pushing the same again changes nothing", async () => {
    const desk = await world.dealership();
    const [one, two] = [car({ price: 1 }), car({ price: 1 })];
    const edit = { document: { ...two, data: { price: 2 } }, assumed: two };
    await desk.push("vehicles", [added(one), added(two)]);
    await desk.push("vehicles", [edit]);
    const before = await desk.pull("vehicles");

    expect(await desk.push("vehicles", [added(one), edit])).toEqual({ conflicts: [], rejected: [] });
    const known = { document: one, assumed: one };
    expect(await desk.push("vehicles", [known])).toEqual({ conflicts: [], rejected: [] });

    expect(await desk.pull("vehicles")).toEqual(before);
  });

  test("a hub that lost a document takes the desk's version of it", async () => {
    const desk = await world.dealership();
    const known = car({ price: 1 });

    const { conflicts } = await desk.push("vehicles", [
      { document: car({ price: 2 }, known.id), assumed: known },
    ]);

    expect(conflicts).toEqual([]);
    expect((await desk.pull("vehicles")).documents).toHaveLength(1);
  });

  test("tombstones travel like any other change", async () => {
    const desk = await world.dealership();
    const alive = car();
    await desk.push("vehicles", [added(alive)]);
    const dead = { ...alive, _deleted: true };

    await desk.push("vehicles", [{ document: dead, assumed: alive }]);

    expect((await desk.pull("vehicles")).documents).toEqual([dead]);
  });

  test("a bad row is rejected by name and the rest goes on", async () => {
    const desk = await world.dealership();
    const now = Date.now();
    const ahead = createClock(randomUUID(), () => now + 6 * 60_000).now();
    const sound = car();
    const wrongPlace = { ...car(), kind: "photo" };
    const early = { ...car(), stamps: { make: ahead } };
    const unreadable = { ...car(), stamps: { make: "yesterday" } };
    const unstorable = car({ make: "\u0000" });
    const huge = car({ notes: "x".repeat(300_000) });

    const { conflicts, rejected } = await desk.push("vehicles", [
      added(wrongPlace),
      { document: 7, assumed: null },
      { document: { id: randomUUID() }, assumed: null },
      added(sound),
      added(early),
      added(unreadable),
      added(unstorable),
      added(huge),
      added(sound),
    ]);

    expect(rejected.map(({ reason }) => reason)).toEqual([
      "wrongCollection",
      "malformed",
      "malformed",
      "clockAhead",
      "malformed",
      "malformed",
      "malformed",
      "malformed",
    ]);
    expect(rejected[0]!.id).toBe(wrongPlace.id);
    expect((await desk.pull("vehicles")).documents).toEqual([sound]);
    const answer = conflicts.find(({ id }) => id === wrongPlace.id);
    expect(answer).toEqual({ ...wrongPlace, data: {}, _deleted: true });
    expect(conflicts.find(({ id }) => id === sound.id)).toEqual(sound);
  });

  test("changes go on after the hub's clock ran ahead and was set right", async () => {
    const desk = await world.dealership();
    const clock = createClock(desk.pairing.deviceId, () => Date.now() + world.clock.ahead);
    const before = car();
    const stamped = (make: string) => ({ ...before, data: { make }, stamps: { make: clock.now() } });
    world.clock.ahead = 600_000;
    const first = stamped("Kia");
    expect((await desk.push("vehicles", [added(first)])).rejected).toEqual([]);
    world.clock.ahead = 0;
    const second = stamped("Seat");
    expect(await desk.push("vehicles", [{ document: second, assumed: first }])).toEqual({
      conflicts: [],
      rejected: [],
    });
    const stranger = await world.dealership();
    const { rejected } = await stranger.push("vehicles", [added(second)]);
    expect(rejected.map(({ reason }) => reason)).toEqual(["clockAhead"]);
  });

  test("a rejected change of a known document is answered by its master", async () => {
    const desk = await world.dealership();
    const master = car();
    await desk.push("vehicles", [added(master)]);

    const { conflicts, rejected } = await desk.push("vehicles", [
      { document: { ...master, order: "first" }, assumed: master },
    ]);

    expect(rejected).toMatchObject([{ id: master.id, reason: "malformed" }]);
    expect(conflicts).toEqual([master]);
  });

  test("a kind that the hub does not know yet is carried along", async () => {
    const desk = await world.dealership();
    const newcomer = { ...car(), kind: "test-drive" };

    expect((await desk.push("deals", [added(newcomer)])).rejected).toEqual([]);

    expect((await desk.pull("deals")).documents).toEqual([newcomer]);
  });

  test("texts and numbers come back as they went", async () => {
    const desk = await world.dealership();
    const odd = car({
      text: "ñ 🚗 \\u0000 \"'\n\t$1 %s",
      numbers: [0.1, 1e21, -0.000_001, Number.MAX_SAFE_INTEGER, 5e-324],
      nested: { "": [null, true, { a: [] }] },
    });

    await desk.push("vehicles", [added(odd)]);

    expect((await desk.pull("vehicles")).documents).toEqual([odd]);
  });

  test("more rows than a push may have are refused as a whole", async () => {
    const desk = await world.dealership();
    const rows = Array.from({ length: pushLimit + 1 }, () => added(car()));

    expect((await desk.post("/sync/vehicles", { rows })).status).toBe(400);
    expect((await desk.post("/sync/trucks", { rows: [] })).status).toBe(400);
    expect((await desk.fetch("/sync/vehicles?after=0&limit=1001")).status).toBe(400);
    expect((await desk.pull("vehicles")).documents).toEqual([]);
  });

  test("a body that is too large is refused", async () => {
    const desk = await world.dealership();

    const answer = await desk
      .post("/sync/vehicles", { rows: [added(car({ notes: "x".repeat(17 * 1024 * 1024) }))] })
      .catch(() => null);

    expect(answer === null || answer.status === 413).toBe(true);
    expect((await desk.pull("vehicles")).documents).toEqual([]);
  });

  test("dealerships do not see each other", async () => {
    const [desk, stranger] = [await world.dealership(), await world.dealership()];
    const mine = car();
    await desk.push("vehicles", [added(mine)]);

    expect((await stranger.pull("vehicles")).documents).toEqual([]);
    expect((await stranger.push("vehicles", [added({ ...mine, order: 9 })])).conflicts).toEqual([]);
    expect((await desk.pull("vehicles")).documents).toEqual([mine]);
  });

  test("a desk hears of feeds that have rows, and of each as it grows", async () => {
    const desk = await world.dealership();
    const other = await desk.colleague();
    await desk.push("settings", [added({ ...car(), kind: "desk" })]);
    const ears = new AbortController();
    const heard = other.changes(ears.signal);

    expect((await heard.next()).value).toEqual({ collection: "settings", sequence: 1 });
    await desk.push("vehicles", [added(car()), added(car())]);
    expect((await heard.next()).value).toEqual({ collection: "vehicles", sequence: 3 });
    await desk.push("vehicles", [added(car())]);
    expect((await heard.next()).value).toEqual({ collection: "vehicles", sequence: 4 });
    ears.abort();
  });

  test("a stopping hub ends its streams, and everything is there after a restart", async () => {
    const desk = await world.dealership();
    const kept = car();
    await desk.push("vehicles", [added(kept)]);
    const heard = desk.changes(new AbortController().signal);
    await heard.next();

    await world.restart();

    expect(await heard.next()).toEqual({ done: true, value: undefined });
    const again = openDesk(world.hub.url, desk.pairing, desk.token);
    expect((await again.pull("vehicles")).documents).toEqual([kept]);
  });

  test("a defect is told by its number in the log, and by nothing else", async () => {
    const desk = await world.dealership();
    await rm(join(world.folder, "incoming"), { recursive: true });
    const answer = await desk.fetch(`/blobs/${"0".repeat(64)}`, { method: "PUT", body: "x" });
    await mkdir(join(world.folder, "incoming"));

    const { code, message } = Refused.parse(await answer.json());
    expect([answer.status, code]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
    const line = world.log.find(({ level }) => level === "error");
    expect(line?.fields).toMatchObject({ code: "ENOENT" });
    expect(message).toBe(`The hub failed (${line?.fields["defectId"]})`);
  });

  test("nothing is to be had without a token", async () => {
    const { url } = world.hub;
    const statuses = await Promise.all(
      [
        fetch(`${url}/sync/vehicles?after=0&limit=1`),
        fetch(`${url}/sync/vehicles`, { method: "POST", body: "{}" }),
        fetch(`${url}/changes`),
        fetch(`${url}/blobs/missing`, { method: "POST", body: "{}" }),
        fetch(`${url}/pairing/codes`, { method: "POST" }),
        fetch(`${url}/blobs/${"0".repeat(64)}`, { method: "PUT", body: "x" }),
        fetch(`${url}/uploads`, { method: "POST" }),
      ].map(async (answer) => (await answer).status),
    );
    expect(new Set(statuses)).toEqual(new Set([401]));
  });
});
