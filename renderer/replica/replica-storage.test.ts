import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { expect, it } from "vitest";
import { created } from "#shared/rules/stamping.ts";
import { type Database, openDatabase, removeDatabase } from "./database.ts";
import { blankVehicle } from "./readings.ts";
import { documentsOf } from "./stored.ts";

const add = ({ collections }: Database, id: string) =>
  collections.vehicles.insert(created("vehicle", id, blankVehicle("2026-01-01", "2026-01-01T00:00:00.000Z")));
const idsIn = async ({ collections }: Database) =>
  (await documentsOf(collections.vehicles, "vehicle")).map(({ id }) => id).toSorted();

async function indexesOf(name: string): Promise<string[]> {
  const opened = Promise.withResolvers<IDBDatabase>();
  const request = indexedDB.open(`rxdb-dexie-${name}--0--vehicles`);
  request.addEventListener("success", () => opened.resolve(request.result));
  const database = await opened.promise;
  const names = [...database.transaction("docs").objectStore("docs").indexNames];
  database.close();
  return names;
}

it("has no indexes but those that are used, which a replica that had more loses, and an older version of the app gets back", async () => {
  const name = `autosell-${crypto.randomUUID()}`;
  const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()].toSorted();
  const used = ["[_deleted+kind+key+order+id]", "[_deleted+kind+order+id]", "[_meta.lwt+id]"];
  const ofRxDB = ["[_deleted+id]", ...used, "_meta.lwt"];
  {
    await using older = await openDatabase(name, getRxStorageDexie());
    await add(older, ids[0]!);
  }
  expect(await indexesOf(name)).toEqual(ofRxDB);
  {
    await using database = await openDatabase(name);
    expect(await idsIn(database)).toEqual(ids.slice(0, 1));
    await add(database, ids[1]!);
  }
  expect(await indexesOf(name)).toEqual(used);
  {
    await using older = await openDatabase(name, getRxStorageDexie());
    await add(older, ids[2]!);
    expect(await idsIn(older)).toEqual(ids);
  }
  expect(await indexesOf(name)).toEqual(ofRxDB);
  await removeDatabase(name);
});
