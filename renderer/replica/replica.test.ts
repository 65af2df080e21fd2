import { afterEach, describe, expect, it, vi } from "vitest";
import { createFakeHub, createFakeMain, type FakeMain } from "#tests/support/fake-main.ts";
import { openReplica, type Replica } from "./replica.ts";

let opened: Replica[] = [];

async function open(main: FakeMain): Promise<Replica> {
  const replica = await openReplica({ bridge: main.bridge, desk: main.desk });
  opened.push(replica);
  return replica;
}

afterEach(async () => {
  await Promise.all(opened.map((replica) => replica[Symbol.asyncDispose]()));
  opened = [];
});

describe("a replica", () => {
  it("writes a car, journals it and sends it to the hub", async () => {
    const hub = createFakeHub();
    const main = createFakeMain(hub, { tenantId: crypto.randomUUID() });
    const replica = await open(main);
    const id = await replica.vehicles.create({ make: "Nissan", model: "Versa", year: 2019 });
    await vi.waitFor(() => expect(replica.inventory.get().cars).toHaveLength(1));
    await replica.vehicles.change(id, { price: { amount: 18_900_000, currency: "MXN" } });
    await replica.settled();
    expect(hub.master(id)?.data["price"]).toEqual({ amount: 18_900_000, currency: "MXN" });
    await vi.waitFor(() => expect(main.journal.size).toBe(0));
  });
});
