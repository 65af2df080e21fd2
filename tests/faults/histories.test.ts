import { afterAll, beforeAll, test } from "vitest";
import { createWorld, type World } from "#tests/hub/world.ts";
import { holdsInTime } from "#tests/support/replays.ts";
import { live } from "./dealership.ts";
import { histories } from "./history.ts";

/** `npm run faults -- --runs 10000 --seed 7` says how many and which; a run of all tests has time for the same few each time. */
const numRuns = Number(process.env["FAULT_RUNS"] ?? 15);
const seed = Number(process.env["FAULT_SEED"] ?? 1);

let world: World;
beforeAll(async () => {
  world = await createWorld("postgresql", { trustProxy: true });
});
afterAll(() => world[Symbol.asyncDispose]());

test(
  `desks agree again after whatever happened, and nothing that was kept is lost (seed ${seed}, ${numRuns} histories)`,
  () => holdsInTime("faults", histories, (history) => live(world, history), { numRuns, seed }),
  numRuns * 60_000,
);
