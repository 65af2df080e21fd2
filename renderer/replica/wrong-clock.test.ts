import { afterEach, beforeEach, expect, it } from "vitest";
import { type DeskWorld, openWorld } from "#tests/support/desks.ts";
import { eventually } from "#tests/support/eventually.ts";
import { millisOf } from "#shared/rules/hybrid-logical-clock.ts";

const day = 86_400_000;
const tolerance = 300_000;
let world: DeskWorld;
let ahead: number;
const wall = () => Date.now() + ahead;

beforeEach(() => {
  ahead = 0;
  world = openWorld();
  const tooLate = (stamp: string) => (millisOf(stamp) ?? 0) > Date.now() + tolerance;
  world.hub.refuse = ({ id, stamps }) =>
    Object.values(stamps).some(tooLate) ? { id, reason: "clockAhead", detail: "" } : null;
});
afterEach(() => world[Symbol.asyncDispose]());

it("keeps a desk from being heard only until its clock is set right", async () => {
  const desk = await world.desk("Wrong clock", wall);
  const car = await desk.replica.vehicles.create({ make: "Nissan" });
  await eventually(() => expect(world.hub.master(car)).toBeDefined());
  ahead = day;
  await desk.replica.vehicles.change(car, { trim: "Refused" });
  await eventually(() => expect(desk.replica.attention.rows.get()).toHaveLength(1));
  ahead = 0;
  await desk.replica.vehicles.change(car, { trim: "Taken" });
  await eventually(() => expect(world.hub.master(car)?.data["trim"]).toBe("Taken"));
  expect(desk.replica.attention.rows.get()).toHaveLength(1);
});

it("does so after a restart too, whatever the journal still has of it", async () => {
  const desk = await world.desk("Wrong clock", wall);
  const car = await desk.replica.vehicles.create({ make: "Nissan" });
  await eventually(() => expect(world.hub.master(car)).toBeDefined());
  ahead = day;
  await desk.replica.vehicles.change(car, { trim: "Refused" });
  await eventually(() => expect(desk.replica.attention.rows.get()).toHaveLength(1));
  ahead = 0;
  const again = await desk.restart();
  await eventually(() => expect(again.replica.attention.rows.get()).toHaveLength(1));
  await again.replica.vehicles.change(car, { trim: "Taken" });
  await eventually(() => expect(world.hub.master(car)?.data["trim"]).toBe("Taken"));
  await eventually(() => expect(again.main.journal.size).toBe(0));
});
