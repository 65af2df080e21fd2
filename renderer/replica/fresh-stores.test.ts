import { expect, it, vi } from "vitest";
import { created } from "#shared/rules/stamping.ts";
import { type Database, openDatabase, removeDatabase } from "./database.ts";
import { blankVehicle } from "./readings.ts";

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

/** Puts cars of these numbers in; answers with those of them that were there, each with its make as it is stored. */
async function put({ collections }: Database, indexes: readonly number[], make: string) {
  const vehicle = blankVehicle("2026-01-01", "2026-01-01T00:00:00.000Z");
  const cars = indexes.map((index) => created("vehicle", idOf(index), { ...vehicle, make }));
  const { error } = await collections.vehicles.bulkInsert(cars);
  return error.map((failure) => [
    failure.documentId,
    failure.status === 409 && failure.documentInDb.data["make"],
  ]);
}

it("looks in a store that was empty only for the rows that were put in since", async () => {
  const name = `autosell-${crypto.randomUUID()}`;
  const asked = vi.spyOn(IDBObjectStore.prototype, "get");
  const asks = () => asked.mock.calls.splice(0).map(([id]) => id);
  {
    await using database = await openDatabase(name);
    asks();
    expect(await put(database, [1, 2], "Mazda")).toEqual([]);
    expect(asks()).toEqual([]);
    expect(await put(database, [0, 2, 3], "Seat")).toEqual([[idOf(2), "Mazda"]]);
    expect(asks()).toEqual([idOf(2)]);
  }
  {
    await using database = await openDatabase(name);
    asks();
    expect(await put(database, [3, 4], "Kia")).toEqual([[idOf(3), "Seat"]]);
    expect(asks()).toEqual([idOf(3), idOf(4)]);
  }
  asked.mockRestore();
  await removeDatabase(name);
});
