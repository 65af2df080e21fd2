import { Client } from "pg";
import { afterAll, beforeAll, test } from "vitest";
import { createWorld, type World } from "#tests/hub/world.ts";
import { freePort } from "#tests/support/ports.ts";
import { holdsInTime } from "#tests/support/replays.ts";
import { live } from "./dealership.ts";
import { type DeskThread, startDeskThread } from "./desk-threads.ts";
import { histories, smaller } from "./history.ts";

/** `npm run faults -- --runs 10000 --seed 7` says how many and which; a run of all tests lives through the same ones each time. */
const numRuns = Number(process.env["FAULT_RUNS"] ?? 200);
const seed = Number(process.env["FAULT_SEED"] ?? 1);
/** Where somebody looks for faults and not for whether there are any, what fails is made smaller. */
const isLooking = process.env["FAULT_RUNS"] !== undefined;
const mostDesks = 5;
/** Histories that the same desks live through one after another: to join takes longer than a history. */
const inOneLife = Math.min(10, numRuns);

let world: World;
let database: Client;
let threads: DeskThread[];
beforeAll(async () => {
  const allowances = { strangers: { times: 1_000_000, seconds: 60 } };
  // The same one after each of its restarts: large files go on where they were at a hub of the same address.
  world = await createWorld("postgresql", { allowances, port: await freePort() });
  database = new Client({ connectionString: world.databaseUrl! });
  await database.connect();
  threads = await Promise.all(Array.from({ length: mostDesks }, startDeskThread));
});
afterAll(async () => {
  await Promise.all(threads.map((thread) => thread[Symbol.asyncDispose]()));
  await database.end();
  await world[Symbol.asyncDispose]();
});

test(
  `desks agree again after whatever happened, and nothing that was kept is lost (seed ${seed}, ${numRuns} histories)`,
  () => {
    const desks = threads.map(({ desk }) => desk);
    return holdsInTime(
      "faults",
      histories(inOneLife),
      (history) => live({ world, database }, desks, history),
      {
        numRuns: Math.ceil(numRuns / inOneLife),
        seed,
        ...(isLooking && { smaller }),
      },
    );
  },
  // A history that never comes to rest takes 40 s, and so does each that is tried in its place.
  numRuns * 60_000 + (isLooking ? 3_600_000 : 0),
);
