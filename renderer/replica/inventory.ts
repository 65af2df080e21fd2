import type { Collections } from "./database.ts";
import { Listeners, type LiveValue } from "./live-value.ts";
import { carsProjection, type InventoryCar } from "./inventory-projection.ts";
import { documentsOf, onWrites, storedDocuments } from "./stored.ts";

export type { InventoryCar } from "./inventory-projection.ts";

export interface Inventory {
  /** False until every car was read. */
  readonly ready: boolean;
  /** Every car, binned ones too, latest acquired first. A car that has not changed is the same object as before. */
  readonly cars: readonly InventoryCar[];
}

export interface LiveInventory extends LiveValue<Inventory>, Disposable {
  /** Resolves when it is ready. */
  readonly loaded: Promise<void>;
  /** The photo that was chosen as a car's cover; null for none. */
  chosenCover(vehicleId: string): LiveValue<string | null>;
}

/** Cars are told of at most this often while many change at once, as in a first sync. Milliseconds. */
const quietTime = 100;

/**
 * The whole stock in memory, read once and then kept current by what is written. One subscription to each collection: with
 * thousands of rows a query per row would be slower than the screen.
 */
export function openInventory(collections: Collections): LiveInventory {
  const projection = carsProjection();
  const listeners = new Listeners();
  let snapshot: Inventory = { ready: false, cars: [] };
  let stale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldAt = 0;
  let stopped = false;

  const changed = () => {
    stale = true;
    if (timer !== undefined) return;
    timer = setTimeout(tell, Math.max(0, toldAt + quietTime - performance.now()));
  };
  const tell = () => {
    timer = undefined;
    toldAt = performance.now();
    listeners.tell();
  };
  const ends = [
    onWrites(collections.vehicles, (documents) => projection.writeVehicles(documents) && changed()),
    onWrites(collections.photos, (documents) => projection.writePhotos(documents) && changed()),
    onWrites(collections.activity, (documents) => projection.writeOverlaps(documents) && changed()),
  ];

  async function load() {
    for await (const documents of storedDocuments(collections.vehicles)) {
      if (stopped) return;
      projection.readVehicles(documents);
    }
    for await (const documents of storedDocuments(collections.photos)) {
      if (stopped) return;
      projection.readPhotos(documents);
    }
    projection.readOverlaps(await documentsOf(collections.activity, "overlap"));
    snapshot = { ready: true, cars: projection.cars() };
    listeners.tell();
  }

  return {
    loaded: load(),
    chosenCover: (vehicleId) => ({
      get: () => projection.vehicle(vehicleId)?.coverPhotoId ?? null,
      subscribe: (listener) => listeners.add(listener),
    }),
    get() {
      if (stale && snapshot.ready) snapshot = { ready: true, cars: projection.cars() };
      stale = false;
      return snapshot;
    },
    subscribe: (listener) => listeners.add(listener),
    [Symbol.dispose]() {
      stopped = true;
      clearTimeout(timer);
      ends.forEach((end) => end());
    },
  };
}
