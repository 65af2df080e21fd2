import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Database, openDatabase } from "#server/db/database.ts";
import { pull } from "#server/sync/pull.ts";
import { push } from "#server/sync/push.ts";
import { freshDatabase } from "#tests/support/postgres.ts";
import { added, car, pairedDevice } from "./world.ts";

const writers = 8;
const pushesEach = 60;

/** Thrown in the place of a commit: a desk that lost its connection, a hub that was killed. */
class CutOff extends Error {}

/** The database with pauses and roll-backs between a push's last statement and its commit. */
function unruly(database: Database): Database {
  return {
    ...database,
    asDevice: (device, work) =>
      database.asDevice(device, async (transaction) => {
        const result = await work(transaction);
        if (Math.random() < 0.3) await sleep(Math.random() * 10);
        if (Math.random() < 0.15) throw new CutOff();
        return result;
      }),
  };
}

test("a reader that polls while eight desks push misses no row and sees no number twice", async () => {
  await using fresh = await freshDatabase();
  await using database = await openDatabase({ databaseUrl: fresh.url, dataFolder: "", onError: () => {} });
  const device = await pairedDevice(database);
  const committed = new Set<string>();
  let rolledBack = 0;

  const writer = async () => {
    for (let count = 0; count < pushesEach; count++) {
      const cars = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => car());
      try {
        const request = { collection: "vehicles" as const, rows: cars.map(added) };
        const { written } = await push(unruly(database), device, request, Date.now());
        expect(written).toBe(cars.length);
        for (const { id } of cars) committed.add(id);
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
        rolledBack++;
      }
    }
  };

  const seen: string[] = [];
  const numbers: number[] = [];
  let polls = 0;
  const writing = { over: false };
  const reader = async () => {
    for (let after = 0; ;) {
      const last = writing.over;
      const { documents, checkpoint } = await pull(database, device, {
        collection: "vehicles",
        after,
        limit: 50,
      });
      polls++;
      seen.push(...documents.map(({ id }) => id));
      if (documents.length > 0) numbers.push(checkpoint.sequence);
      after = checkpoint.sequence;
      if (documents.length === 0 && last) return;
      if (documents.length === 0) await sleep(1);
    }
  };

  const reading = reader();
  await Promise.all(Array.from({ length: writers }, writer)).finally(() => (writing.over = true));
  await reading;

  expect(rolledBack).toBeGreaterThan(0);
  expect(polls).toBeGreaterThan(10);
  expect(committed.size).toBeGreaterThan(writers * pushesEach);
  expect([...committed].filter((id) => !seen.includes(id))).toEqual([]);
  expect(seen).toHaveLength(committed.size);
  expect(numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)).toBe(true);

  const { rows } = await database.system.execute(
    "SELECT count(*)::int AS total, count(DISTINCT sequence)::int AS different FROM history",
  );
  expect(rows).toEqual([{ total: committed.size, different: committed.size }]);
});

test("edits of one car from many desks at once are taken one after the other, each on the one before", async () => {
  await using fresh = await freshDatabase();
  await using database = await openDatabase({ databaseUrl: fresh.url, dataFolder: "", onError: () => {} });
  const device = await pairedDevice(database);
  const shared = car({ edits: 0 });
  const request = (rows: readonly unknown[]) => ({ collection: "vehicles" as const, rows: rows as never });
  await push(database, device, request([added(shared)]), Date.now());

  const desk = async () => {
    let assumed = shared;
    for (let done = 0; done < 10;) {
      const document = {
        ...assumed,
        data: { ...assumed.data, edits: Number(assumed.data["edits"]) + 1, by: randomUUID() },
      };
      const { response } = await push(database, device, request([{ document, assumed }]), Date.now());
      const [master] = response.conflicts;
      assumed = master ?? document;
      if (!master) done++;
    }
  };
  await Promise.all(Array.from({ length: writers }, desk));

  const { documents } = await pull(database, device, { collection: "vehicles", after: 0, limit: 10 });
  expect(documents).toHaveLength(1);
  expect(documents[0]!.data["edits"]).toBe(writers * 10);
});
