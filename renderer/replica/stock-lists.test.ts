import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, openWorld } from "#tests/support/desks.ts";
import type { ListValues } from "#shared/rules/stock-list-values.ts";
import type { Replica } from "./replica.ts";

let world: DeskWorld;
beforeEach(() => void (world = openWorld()));
afterEach(() => world[Symbol.asyncDispose]());

const price = (amount: number) => ({ amount, currency: "MXN" as const });
const listed = (replica: Replica, stockNumber: string, values: ListValues = {}) => ({
  vehicleId: replica.stockLists.idFor(stockNumber),
  values: { stockNumber, make: "Nissan", ...values },
});
const vehicle = (replica: Replica, id: string) =>
  replica.inventory.get().cars.find((car) => car.id === id)?.vehicle;

describe("a stock list", () => {
  it("adds cars with what was paid for them and updates others, journalled and told in their histories", async () => {
    const { replica, main } = await world.desk();
    main.online = false;
    const own = await replica.vehicles.create({ stockNumber: "A-1", make: "Nissan", price: price(100) });
    const fresh = listed(replica, "A-2", { price: price(500), purchase: price(300), status: "sold" });
    const outcome = await replica.stockLists.import(
      [fresh, { vehicleId: own, values: { stockNumber: "A-1", price: price(90), purchase: price(70) } }],
      "lote.csv",
    );
    expect(outcome).toEqual({ done: 2, cancelled: false, refused: [] });
    await eventually(() => {
      expect(vehicle(replica, own)?.price).toEqual(price(90));
      expect(vehicle(replica, fresh.vehicleId)).toMatchObject({
        make: "Nissan",
        status: { state: "sold", round: 1 },
      });
    });
    expect(main.journal.get(`vehicles/${fresh.vehicleId}`)?.document.data["price"]).toEqual(price(500));
    expect(main.journal.get(`deals/${fresh.vehicleId}`)?.document.data["purchase"]).toEqual(price(300));
    const paid = await replica.stockLists.purchases([own, fresh.vehicleId]);
    expect([paid.get(own), paid.get(fresh.vehicleId)]).toEqual([price(70), price(300)]);

    const history = replica.history.of(own);
    const stop = history.subscribe(() => undefined);
    const imported = () => history.get().filter(({ change }) => change.act === "imported");
    await eventually(() => expect(imported()).toHaveLength(2));
    const source = { field: "source", from: null, to: "lote.csv" };
    expect(Object.fromEntries(imported().map(({ kind, change }) => [kind, change.changes]))).toEqual({
      change: [source, { field: "price", from: price(100), to: price(90) }],
      "cost-change": [source, { field: "purchase", from: null, to: price(70) }],
    });
    stop();
  });

  it("is undone in one, however long, with what was paid", async () => {
    const { replica } = await world.desk();
    const own = await replica.vehicles.create({ stockNumber: "A-0", make: "Nissan", price: price(100) });
    const cars = Array.from({ length: 260 }, (_, index) =>
      listed(replica, `A-${index + 1}`, { purchase: price(index) }),
    );
    const progress: number[] = [];
    await replica.stockLists.import([{ vehicleId: own, values: { price: price(90) } }, ...cars], "lote.csv", {
      onProgress: (done) => progress.push(done),
    });
    expect(progress).toEqual([100, 200, 261]);
    await eventually(() => expect(replica.inventory.get().cars).toHaveLength(261));
    expect(replica.undo.label.get()?.act).toBe("stockImported");
    await replica.undo.undo();
    await eventually(() => {
      const live = replica.inventory.get().cars.filter(({ vehicle }) => vehicle.deletedAt === null);
      expect(live.map(({ vehicle }) => vehicle.price)).toEqual([price(100)]);
    });
    const paid = await replica.stockLists.purchases(cars.map(({ vehicleId }) => vehicleId));
    expect([...paid.values()].every((money) => money === null)).toBe(true);
  });

  it("taken in again after its undo brings the same cars back", async () => {
    const { replica } = await world.desk();
    const cars = [listed(replica, "A-1"), listed(replica, "A-2")];
    await replica.stockLists.import(cars, "lote.csv");
    await replica.undo.undo();
    await replica.stockLists.import(cars, "lote.csv");
    await eventually(() => {
      expect(replica.inventory.get().cars).toHaveLength(2);
      expect(replica.inventory.get().cars.every(({ vehicle }) => vehicle.deletedAt === null)).toBe(true);
    });
  });

  it("taken in twice writes nothing the second time", async () => {
    const { replica, main } = await world.desk();
    const cars = [listed(replica, "A-1", { purchase: price(1), features: { ABS: true }, status: "ready" })];
    await replica.stockLists.import(cars, "lote.csv");
    await eventually(() => expect(main.journal.size).toBe(0));
    const versions = world.hub.feed.length;
    await replica.stockLists.import(cars, "lote.csv");
    expect([main.journal.size, world.hub.feed.length]).toEqual([0, versions]);
  });

  it("keeps what was done when it is cancelled", async () => {
    const { replica } = await world.desk();
    const stop = new AbortController();
    const cars = Array.from({ length: 250 }, (_, index) => listed(replica, `A-${index}`));
    const outcome = await replica.stockLists.import(cars, "lote.csv", {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(outcome).toEqual({ done: 100, cancelled: true, refused: [] });
    await eventually(() => expect(replica.inventory.get().cars).toHaveLength(100));
  });

  it("leaves alone a car that does not fit the model, and takes in the rest", async () => {
    const { replica } = await world.desk();
    const bad = listed(replica, "A-1", { year: 1492 });
    const outcome = await replica.stockLists.import([bad, listed(replica, "A-2")], "lote.csv");
    expect(outcome).toEqual({ done: 2, cancelled: false, refused: [bad.vehicleId] });
    await eventually(() => expect(replica.inventory.get().cars).toHaveLength(1));
  });
});
