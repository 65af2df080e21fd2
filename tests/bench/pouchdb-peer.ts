import { openStoringWindow } from "#tests/support/replica-window.ts";
import { manyCars } from "./many-cars.ts";
import { type PouchServer, startPouchServer } from "./pouchdb-server.ts";

/** As many rows as the replica sends and asks for at once. */
const batchSize = 500;

/** Seconds that PouchDB takes for the same cars as the replica, from one IndexedDB to the server and into another. */
export interface PouchSeconds {
  /** Into the local store alone. */
  readonly store: number;
  readonly push: number;
  readonly pull: readonly number[];
}

/** A window stores and pushes, then `pulls` windows in profiles that have nothing yet pull, one after the other. */
export async function measurePouch(cars: number, pulls: number): Promise<PouchSeconds> {
  await using server = await startPouchServer(manyCars(cars));
  const pushed = await inWindow(server, pushCars);
  const pull: number[] = [];
  for (let round = 0; round < pulls; round++) pull.push(await inWindow(server, pullCars));
  return { ...pushed, pull };
}

async function inWindow<T>(server: PouchServer, act: (batchSize: number) => Promise<T>): Promise<T> {
  await using window = await openStoringWindow(server.pageUrl);
  return await window.page.evaluate(act, batchSize);
}

/** What a page has of PouchDB, as far as it is called in it. */
interface PouchDatabase {
  bulkDocs(documents: readonly object[]): Promise<unknown>;
  readonly replicate: Record<
    "to" | "from",
    (url: string, options: { batch_size: number }) => Promise<{ ok: boolean }>
  >;
}

async function pushCars(batchSize: number): Promise<{ store: number; push: number }> {
  const Pouch = Reflect.get(globalThis, "PouchDB") as new (name: string) => PouchDatabase;
  const cars = (await (await fetch("/cars.json")).json()) as object[];
  const database = new Pouch("cars");
  const begun = performance.now();
  for (let at = 0; at < cars.length; at += batchSize) await database.bulkDocs(cars.slice(at, at + batchSize));
  const stored = performance.now();
  const { ok } = await database.replicate.to(`${location.origin}/store/cars`, { batch_size: batchSize });
  if (!ok) throw new Error("PouchDB did not push everything");
  return { store: (stored - begun) / 1000, push: (performance.now() - stored) / 1000 };
}

async function pullCars(batchSize: number): Promise<number> {
  const Pouch = Reflect.get(globalThis, "PouchDB") as new (name: string) => PouchDatabase;
  const database = new Pouch("cars");
  const begun = performance.now();
  const { ok } = await database.replicate.from(`${location.origin}/store/cars`, { batch_size: batchSize });
  if (!ok) throw new Error("PouchDB did not pull everything");
  return (performance.now() - begun) / 1000;
}
