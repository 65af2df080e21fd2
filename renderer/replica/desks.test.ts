import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";

let world: DeskWorld;
let one: OpenDesk;
let two: OpenDesk;
let carId: string;
const stops: (() => void)[] = [];
const lucia = { personId: crypto.randomUUID(), name: "Lucía" };

beforeEach(async () => {
  world = openWorld();
  one = await world.desk("Front desk");
  two = await world.desk("Auction laptop", undefined, lucia);
  carId = await one.replica.vehicles.create({ make: "Nissan", model: "Versa" });
  await eventually(() => expect(car(two)).toBeDefined());
  await one.replica.settled();
});
afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  return world[Symbol.asyncDispose]();
});

const car = ({ replica }: OpenDesk) => replica.inventory.get().cars.find(({ id }) => id === carId);
const price = (amount: number) => ({ amount, currency: "MXN" as const });

function switchOff(off: boolean) {
  one.main.online = !off;
  two.main.online = !off;
}

async function agreed() {
  await eventually(() => {
    expect(one.main.journal.size + two.main.journal.size).toBe(0);
    // Both lists may still show what was before: they are told after the hub has it.
    for (const desk of [one, two]) expect(car(desk)?.vehicle).toEqual(world.hub.master(carId)?.data);
  });
}

function overlapsAt({ replica }: OpenDesk) {
  const live = replica.history.openOverlaps;
  stops.push(live.subscribe(() => undefined));
  return live;
}

describe("two desks", () => {
  it("see each other's edits by themselves", async () => {
    await two.replica.vehicles.change(carId, { trim: "Advance" });
    await eventually(() => expect(car(one)?.vehicle.trim).toBe("Advance"));
  });

  it("bring a hub that was restored from an older copy up to what they have", async () => {
    const kept = world.hub.feed.length;
    await one.replica.vehicles.change(carId, { price: price(10) });
    await two.replica.vehicles.change(carId, { trim: "Exclusive" });
    await agreed();
    const later = await two.replica.vehicles.create({ make: "Mazda", model: "CX-5" });
    await eventually(() => expect(world.hub.master(later)).toBeDefined());

    switchOff(true);
    world.hub.restore(kept);
    expect(world.hub.master(later)).toBeUndefined();
    await one.replica.vehicles.change(carId, { notes: "while the hub was away" });
    switchOff(false);

    await eventually(() => {
      expect(world.hub.master(later)).toBeDefined();
      expect(world.hub.master(carId)?.data).toMatchObject({
        price: price(10),
        trim: "Exclusive",
        notes: "while the hub was away",
      });
    });
    await agreed();
    expect(overlapsAt(one).get()).toEqual([]);

    await two.replica.vehicles.change(carId, { trim: "Advance" });
    await eventually(() => expect(car(one)?.vehicle.trim).toBe("Advance"));
  });

  it("merge field by field what both did while they were apart", async () => {
    switchOff(true);
    await one.replica.vehicles.change(carId, { price: price(10), features: { abs: true } });
    await two.replica.vehicles.change(carId, { trim: "Exclusive", features: { sunroof: true } });
    switchOff(false);
    await agreed();
    expect(car(one)?.vehicle).toMatchObject({
      price: price(10),
      trim: "Exclusive",
      features: { abs: true, sunroof: true },
    });
    expect(overlapsAt(one).get()).toEqual([]);
  });

  it("keep an overlap with both values, who and when, and one click takes the other", async () => {
    switchOff(true);
    await one.replica.vehicles.change(carId, { price: price(10) });
    await two.replica.vehicles.change(carId, { price: price(20) });
    const [atOne, atTwo] = [overlapsAt(one), overlapsAt(two)];
    switchOff(false);
    await eventually(() => expect([atOne.get().length, atTwo.get().length]).toEqual([1, 1]));
    const { id, overlap } = atOne.get()[0]!;
    expect(overlap).toMatchObject({
      vehicleId: carId,
      field: "price",
      kept: { value: price(20) },
      other: { value: price(10) },
    });
    await eventually(() => expect(car(one)?.hasOverlap).toBe(true));
    await one.replica.history.takeOther(id);
    await agreed();
    expect(car(two)?.vehicle.price).toEqual(price(10));
    await eventually(() => expect([atOne.get(), atTwo.get()]).toEqual([[], []]));
    await eventually(() => expect([car(one)?.hasOverlap, car(two)?.hasOverlap]).toEqual([false, false]));
  });

  it("settle an overlap by keeping what the merge kept", async () => {
    switchOff(true);
    await one.replica.vehicles.change(carId, { make: "Datsun" });
    await two.replica.vehicles.change(carId, { make: "Infiniti" });
    const open = overlapsAt(two);
    switchOff(false);
    await eventually(() => expect(open.get()).toHaveLength(1));
    await two.replica.history.keep(open.get()[0]!.id);
    await eventually(() => expect(open.get()).toEqual([]));
    await agreed();
    expect(car(one)?.vehicle.make).toBe("Infiniti");
  });

  it("do not undo a sale by an edit made in ignorance of it", async () => {
    await one.replica.vehicles.move(carId, "ready");
    await eventually(() => expect(car(two)?.vehicle.status.state).toBe("ready"));
    switchOff(true);
    await one.replica.vehicles.move(carId, "sold");
    await two.replica.vehicles.move(carId, "listed");
    switchOff(false);
    await agreed();
    expect(car(two)?.vehicle).toMatchObject({ status: { state: "sold" }, soldOn: expect.any(String) });
  });

  it("make no quarrel of two people doing the same", async () => {
    switchOff(true);
    await one.replica.vehicles.bin([carId]);
    await two.replica.vehicles.bin([carId]);
    const open = overlapsAt(one);
    switchOff(false);
    await agreed();
    expect(open.get()).toEqual([]);
    expect(car(one)?.vehicle.deletedAt).not.toBeNull();
  });

  it("agree also when a third edit arrives while the first conflict is being settled", async () => {
    switchOff(true);
    await one.replica.vehicles.change(carId, { notes: "one" });
    await two.replica.vehicles.change(carId, { location: "Lote norte" });
    switchOff(false);
    const storm = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? one : two).replica.vehicles.change(carId, { price: price(index) }),
    );
    await Promise.all(storm);
    await agreed();
    expect(car(one)?.vehicle).toMatchObject({ notes: "one", location: "Lote norte" });
  });

  it("know one another by name, and whose each is", async () => {
    const live = one.replica.settings.desks;
    stops.push(live.subscribe(() => undefined));
    await eventually(() =>
      expect(live.get().map(({ name, person }) => [name, person])).toEqual([
        ["Front desk", null],
        ["Auction laptop", lucia],
      ]),
    );
  });

  it("write the history of every act, with old and new values, and of what a car cost by itself", async () => {
    const live = one.replica.history.of(carId);
    stops.push(live.subscribe(() => undefined));
    await two.replica.vehicles.change(carId, { trim: "Advance" });
    await two.replica.vehicles.move(carId, "recon");
    await two.replica.costs.setPurchase(carId, price(90));
    await eventually(() => expect(live.get()).toHaveLength(4));
    const lines = live.get().map(({ change }) => change);
    expect(lines.map(({ act, deskName, person }) => [act, deskName, person])).toEqual(
      expect.arrayContaining([
        ["created", "Front desk", undefined],
        ["edited", "Auction laptop", lucia],
        ["statusMoved", "Auction laptop", lucia],
      ]),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ changes: [{ field: "trim", from: "", to: "Advance" }] }),
    );
    const costs = live.get().filter(({ kind }) => kind === "cost-change");
    expect(costs.map(({ change }) => change.changes)).toEqual([
      [{ field: "purchase", from: null, to: price(90) }],
    ]);
    const everybodys = world.hub.feed.filter(({ document }) => document.kind === "change");
    expect(JSON.stringify(everybodys)).not.toContain("purchase");
  });
});

describe("a hub that turns a row down", () => {
  it("stops nothing behind it, and the row's reason is told", async () => {
    world.hub.refuse = (document) =>
      document.data["make"] === "Bad" ? { id: document.id, reason: "clockAhead", detail: "by a day" } : null;
    await one.replica.vehicles.change(carId, { make: "Bad" });
    const fresh = await one.replica.vehicles.create({ make: "Good" });
    await eventually(() => expect(world.hub.master(fresh)).toBeDefined());
    await eventually(() => expect(car(one)?.vehicle.make).toBe("Nissan"));
    await eventually(() =>
      expect(one.replica.attention.rows.get()).toMatchObject([
        { reason: "clockAhead", document: { data: { make: "Bad" } } },
      ]),
    );
    world.hub.refuse = () => null;
    await one.replica.vehicles.change(carId, { make: "Fine" });
    await eventually(() => expect(car(two)?.vehicle.make).toBe("Fine"));
  });

  it("takes a new row away again", async () => {
    world.hub.refuse = ({ data }) =>
      data["make"] === "Bad" ? { id: carId, reason: "malformed", detail: "" } : null;
    world.hub.refuse = (document) =>
      document.data["make"] === "Bad" ? { id: document.id, reason: "malformed", detail: "" } : null;
    const bad = await one.replica.vehicles.create({ make: "Bad" });
    await eventually(() => expect(one.replica.attention.rows.get()).toHaveLength(1));
    await eventually(() => expect(one.replica.inventory.get().cars.map(({ id }) => id)).not.toContain(bad));
    expect(world.hub.master(bad)).toBeUndefined();
  });

  it("may turn a row down that is changed again at once, and later disagreements are merged", async () => {
    world.hub.refuse = (document) =>
      document.data["make"] === "Bad" ? { id: document.id, reason: "malformed", detail: "" } : null;
    const stop = one.replica.attention.rows.subscribe(() => {
      stop();
      world.hub.refuse = () => null;
      void one.replica.vehicles.change(carId, { make: "Good" });
    });
    await one.replica.vehicles.change(carId, { make: "Bad" });
    await eventually(() => expect(car(two)?.vehicle.make).toBe("Good"));
    switchOff(true);
    await one.replica.vehicles.change(carId, { trim: "Mine" });
    await two.replica.vehicles.change(carId, { location: "Theirs" });
    switchOff(false);
    await agreed();
    expect(car(one)?.vehicle).toMatchObject({ trim: "Mine", location: "Theirs" });
  });
});
