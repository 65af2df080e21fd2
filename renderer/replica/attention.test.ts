import { afterEach, beforeEach, expect, it } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";

let world: DeskWorld;
let desk: OpenDesk;
let carId: string;

beforeEach(async () => {
  world = openWorld();
  desk = await world.desk();
  carId = await desk.replica.vehicles.create({ make: "Nissan" });
  await desk.replica.settled();
  world.hub.refuse = ({ id, data }) =>
    data["make"] === "Bad" ? { id, reason: "notAllowed", detail: "make" } : null;
});
afterEach(() => world[Symbol.asyncDispose]());

const rows = () => desk.replica.attention.rows.get();
const car = (id = carId) => desk.replica.inventory.get().cars.find((one) => one.id === id)?.vehicle;

async function refused() {
  await desk.replica.vehicles.change(carId, { make: "Bad", trim: "Advance" });
  await eventually(() => expect(rows()).toHaveLength(1));
  await eventually(() => expect(car()).toMatchObject({ make: "Nissan", trim: "" }));
  return rows()[0]!;
}

it("a refused row outlives a restart, is not sent again by itself, and does not count as waiting", async () => {
  await refused();
  desk = await desk.restart({ wiped: true });
  await eventually(() => expect(rows()).toMatchObject([{ reason: "notAllowed", detail: "make" }]));
  await desk.replica.settled();
  expect([...desk.main.journal.values()].map(({ document }) => document.data["make"])).not.toContain("Bad");
  expect(car()?.make).toBe("Nissan");
});

it("says what it would change now, and one field or all of it can be sent again", async () => {
  const row = await refused();
  const { attention, vehicles } = desk.replica;
  expect(await attention.fieldsOf(row)).toEqual([
    { path: "make", present: "Nissan", held: "Bad" },
    { path: "trim", present: "", held: "Advance" },
  ]);
  await attention.sendAgain(row, "trim");
  await eventually(() =>
    expect(world.hub.master(carId)?.data).toMatchObject({ make: "Nissan", trim: "Advance" }),
  );
  expect(rows()).toHaveLength(1);
  world.hub.refuse = () => null;
  await attention.sendAgain(row);
  await eventually(() => expect(world.hub.master(carId)?.data["make"]).toBe("Bad"));
  await eventually(() => expect(rows()).toEqual([]));
  await vehicles.change(carId, { location: "Lot 2" });
  await eventually(() => expect(world.hub.master(carId)?.data["location"]).toBe("Lot 2"));
});

it("a new car that was refused can be sent again too", async () => {
  const bad = await desk.replica.vehicles.create({ make: "Bad" });
  await eventually(() => expect(rows()).toHaveLength(1));
  await eventually(() => expect(car(bad)).toBeUndefined());
  world.hub.refuse = () => null;
  await desk.replica.attention.sendAgain(rows()[0]!);
  await eventually(() => expect(world.hub.master(bad)?.data["make"]).toBe("Bad"));
  await eventually(() => expect(car(bad)?.make).toBe("Bad"));
  await eventually(() => expect(rows()).toEqual([]));
  const history = desk.replica.history.of(bad);
  const stop = history.subscribe(() => undefined);
  await eventually(() =>
    expect(history.get().map(({ change }) => change.act)).toEqual(["created", "created"]),
  );
  stop();
});

it("takes the lines of history with it that tell of it, once nothing else of its car is held", async () => {
  world.hub.refuse = ({ id }) => ({ id, reason: "notAllowed", detail: "" });
  await desk.replica.vehicles.change(carId, { make: "Bad" });
  const other = await desk.replica.vehicles.create({ make: "Worse" });
  await eventually(() => expect(rows()).toHaveLength(4));
  const held = (collection: string) => rows().filter((row) => row.collection === collection);
  const [first, second] = held("vehicles").map(({ heldId }) => heldId);
  await desk.replica.attention.discard([first!]);
  await eventually(() => expect(rows()).toHaveLength(2));
  expect(held("activity")).toMatchObject([{ document: { data: { vehicleId: other } } }]);
  await desk.replica.attention.discard([second!]);
  await eventually(() => expect(rows()).toEqual([]));
});

it("is forgotten when it is discarded", async () => {
  const { heldId } = await refused();
  await desk.replica.attention.discard([heldId]);
  await eventually(() => expect(rows()).toEqual([]));
});
