import { startDesk } from "#tests/main/desks.ts";
import { actIn, openStoringWindow } from "#tests/support/replica-window.ts";
import type { Counts, Joined } from "#tests/support/replica-window/first-sync.ts";
import type { Pushed } from "#tests/support/replica-window/push-cars.ts";
import { type Figure, median } from "./figure.ts";
import { stock } from "./many-cars.ts";
import { measurePouch } from "./pouchdb-peer.ts";

const pulls = 3;
const against = "PouchDB with express-pouchdb";

/**
 * The same cars from one window through a server into others, beside PouchDB in the same Chromium, each with IndexedDB on disk. Not
 * the same work: the replica journals on disk and writes a line of history for each car, and the hub has PGlite on disk with
 * rights, checks and versions, where express-pouchdb keeps its documents in memory.
 */
export async function measureBesidePouch(cars: number, windowFolder: string): Promise<Figure[]> {
  const ours = await measureOurs(cars, windowFolder);
  const theirs = await measurePouch(cars, pulls);
  const figure = (name: string, seconds: number, peer: number): Figure => ({
    name: `replica/${name}`,
    value: cars / seconds,
    unit: "cars/s",
    against,
    ratio: peer / seconds,
  });
  return [
    figure("store-10k-cars", ours.store / 1000, theirs.store),
    figure("push-10k-cars", ours.push / 1000, theirs.push),
    figure("pull-10k-cars", median(ours.pull) / 1000, median(theirs.pull)),
  ];
}

async function measureOurs(cars: number, windowFolder: string) {
  await using desk = await startDesk({ windowFolder });
  await desk.window.desk.begin({ start: "empty", deskName: "Benchmark" });
  const pushed = await inWindow<Pushed>(desk.host.nextLink(), "pushCars", stock(cars));
  const pull: number[] = [];
  for (let round = 0; round < pulls; round++) {
    const counts: Counts = { cars, photos: 0 };
    const { complete } = await inWindow<Joined>(desk.host.nextLink(), "firstSync", counts);
    pull.push(complete);
  }
  return { ...pushed, pull };
}

/** In a profile that has nothing yet. */
async function inWindow<T>(link: string, act: "pushCars" | "firstSync", argument: unknown): Promise<T> {
  await using window = await openStoringWindow(link);
  return await actIn<T>(window.page, act, argument);
}
