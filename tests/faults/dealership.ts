import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Change, Overlap } from "#shared/model/activity.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { maySee } from "#shared/rules/rights.ts";
import { NotAllowed } from "#renderer/replica/not-allowed.ts";
import { openDesk, pairDesk, type TestDesk, tokenOf, type World } from "#tests/hub/world.ts";
import type { History, Step } from "./history.ts";
import { openSimulatedDesk, type SimulatedDesk } from "./simulated-desk.ts";

/** An edit whose promise was kept: it may be superseded, and never be gone. */
interface Acknowledged {
  readonly carId: string;
  readonly field: string;
  readonly value: unknown;
  readonly by: SimulatedDesk;
}

/** As many replicas as RxDB lets one process have open. */
const deskCount = 2;

/** A dealership of its own on a hub that lasts, and what happens to it. */
export async function live(world: World, steps: History): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const owner = await world.dealership();
  const desks: SimulatedDesk[] = [];
  for (let number = 0; number < deskCount; number++) {
    const pairing = number === 0 ? owner.pairing : (await invited(world, owner)).pairing;
    desks.push(stack.use(await openSimulatedDesk(() => world.hub.url, pairing)));
  }
  const lived: Life = { world, owner, desks, cars: [], acknowledged: [], withoutCosts: new Set(), edits: 0 };
  for (const _ of ["one", "another"]) await act(lived, desks[0]!, { type: "create", desk: 0 });
  await expect.poll(() => desks.map((desk) => carsOf(desk).length), { timeout: 20_000 }).toEqual([2, 2]);
  for (const step of steps) await happen(lived, step);
  await heal(lived);
}

interface Life {
  readonly world: World;
  readonly owner: TestDesk;
  readonly desks: readonly SimulatedDesk[];
  readonly cars: string[];
  acknowledged: Acknowledged[];
  /** Desks whose person may not see costs any more, whether or not the desk has heard of it. */
  readonly withoutCosts: Set<SimulatedDesk>;
  edits: number;
}

async function invited(world: World, owner: TestDesk): Promise<TestDesk> {
  const answer = await owner.post("/people", { name: "Somebody", role: "manager" });
  const { code } = (await answer.json()) as { code: string };
  return pairDesk(world.hub.url, code);
}

async function happen(life: Life, step: Step): Promise<void> {
  if (step.type === "hub") return life.world.restart();
  if (step.type === "pause") return pause(40);
  const desk = life.desks[step.desk]!;
  if (step.type === "line") desk.line.cut = step.cut;
  else if (step.type === "fault") desk.line.faults.push(...step.faults);
  else if (step.type === "skew") desk.clock.ahead = step.minutes * 60_000;
  else if (step.type === "restart") await desk.restart(step);
  else if (step.type === "role") await changeRole(life, desk, step.role);
  else await edit(life, desk, step);
}

/** What waits of what somebody may not see any more is dropped on purpose, also what they write until they hear of it. */
async function changeRole(life: Life, desk: SimulatedDesk, role: Role): Promise<void> {
  if (desk === life.desks[0]) return;
  const owner = await freshToken(life);
  const devices = (await (await owner.fetch("/devices")).json()) as {
    devices: { deviceId: string; personId: string }[];
  };
  const { personId } = devices.devices.find(({ deviceId }) => deviceId === desk.deviceId)!;
  await owner.post("/people/change", { personId, name: "Somebody", role });
  if (maySee(role, "vehicle-cost")) life.withoutCosts.delete(desk);
  else {
    life.withoutCosts.add(desk);
    life.acknowledged = life.acknowledged.filter(({ by, field }) => by !== desk || field !== "purchase");
  }
}

async function edit(life: Life, desk: SimulatedDesk, step: Step): Promise<void> {
  try {
    await act(life, desk, step);
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
  }
}

async function act(life: Life, desk: SimulatedDesk, step: Step): Promise<void> {
  const { vehicles, costs } = desk.replica;
  if (step.type === "create") {
    life.cars.push(await vehicles.create({ make: "Nissan", model: "Versa" }));
    return;
  }
  if (!("car" in step) || life.cars.length === 0) return;
  const carId = life.cars[step.car % life.cars.length]!;
  if (!(await shows(desk, carId))) return;
  const number = (life.edits += 1);
  if (step.type === "edit") {
    const value = `edit ${number}`;
    await vehicles.change(carId, { [step.field]: value });
    life.acknowledged.push({ carId, field: step.field, value, by: desk });
  } else if (step.type === "cost") {
    const value = { amount: number, currency: "MXN" } as const;
    await costs.setPurchase(carId, value);
    if (!life.withoutCosts.has(desk)) life.acknowledged.push({ carId, field: "purchase", value, by: desk });
  } else if (step.type === "move") await vehicles.move(carId, step.to);
  else if (step.type === "bin") await (step.binned ? vehicles.bin([carId]) : vehicles.restore([carId]));
}

const carsOf = ({ replica }: SimulatedDesk) => replica.inventory.get().cars;

/** A desk that has just started reads its cars first, and one that was wiped may not have this one. */
async function shows(desk: SimulatedDesk, carId: string): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    if (carsOf(desk).some(({ id }) => id === carId)) return true;
    await pause(10);
  }
  return false;
}

/** Every line is mended and every clock is right; then all has to come to rest, the same everywhere, with nothing lost. */
async function heal(life: Life): Promise<void> {
  for (const desk of life.desks) {
    desk.line.cut = false;
    desk.line.faults.length = 0;
    desk.clock.ahead = 0;
  }
  const control = await freshToken(life);
  await expect
    .poll(
      async () => {
        for (const desk of life.desks) {
          desk.hurry();
          await desk.heedRole();
          await desk.replica.retry();
        }
        return unrest(life, control);
      },
      { timeout: 40_000, interval: 50 },
    )
    .toEqual([]);
  expect(await lost(life, control)).toEqual([]);
}

/** What is not as it should be yet. */
async function unrest({ desks }: Life, control: TestDesk): Promise<string[]> {
  const found: string[] = [];
  const truth = await documentsOf(control, "vehicles");
  for (const [number, desk] of desks.entries()) {
    const waiting = desk.journal.pending().length;
    if (waiting > 0) found.push(`desk ${number} has ${waiting} documents to send`);
    const cars = new Map(carsOf(desk).map(({ id, vehicle }) => [id, vehicle]));
    for (const { id, data } of truth) {
      if (data["deletedAt"] !== null) continue;
      const here = cars.get(id);
      const differs = Object.keys(data).filter(
        (field) => !isDeepStrictEqual(data[field], here?.[field as keyof typeof here]),
      );
      if (differs.length > 0) found.push(`desk ${number} has another ${differs.join(", ")} of ${id}`);
    }
  }
  return found;
}

/** Edits that somebody was told were kept, and that are nowhere: not in force, not told of, not held for a person. */
async function lost({ desks, acknowledged }: Life, control: TestDesk): Promise<object[]> {
  const cars = new Map((await documentsOf(control, "vehicles")).map((one) => [one.id, one.data]));
  const costs = new Map((await documentsOf(control, "deals")).map((one) => [one.id, one.data]));
  const told = await documentsOf(control, "activity");
  const held = desks.flatMap(({ journal }) => journal.held.get().map(({ document }) => document as Envelope));
  return acknowledged
    .filter(({ carId, field, value }) => {
      const inForce = (field === "purchase" ? costs : cars).get(carId)?.[field];
      return !(
        isDeepStrictEqual(inForce, value) ||
        told.some(({ data }) => tells(data as unknown as Change | Overlap, carId, value)) ||
        held.some(({ data }) => isDeepStrictEqual(data?.[field], value))
      );
    })
    .map(({ carId, field, value }) => ({ carId, field, value }));
}

function tells(line: Change | Overlap, carId: string, value: unknown): boolean {
  if (line.vehicleId !== carId) return false;
  const values = "changes" in line ? line.changes.map(({ to }) => to) : [line.kept.value, line.other.value];
  return values.some((one) => isDeepStrictEqual(one, value));
}

async function documentsOf(desk: TestDesk, collection: CollectionName): Promise<Envelope[]> {
  return (await desk.pull(collection, 0, 1000)).documents;
}

async function freshToken({ world, owner }: Life): Promise<TestDesk> {
  return openDesk(world.hub.url, owner.pairing, await tokenOf(world.hub.url, owner.pairing));
}

const pause = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));
