import type { Collections } from "./database.ts";
import { Listeners, type LiveValue } from "./live-value.ts";
import type { Library, LiveLibrary } from "./library.ts";
import { nextTask } from "./next-task.ts";
import { carsProjection, type InventoryCar } from "./inventory-projection.ts";
import { photosProjection } from "./photo-projection.ts";
import { documentsOf, onWrites, storedDocuments } from "./stored.ts";

export type { InventoryCar } from "./inventory-projection.ts";
export type { LibraryPhoto } from "./library.ts";

export interface Inventory {
  /** False until every car was read; their photos may still be being read. */
  readonly ready: boolean;
  /** Every car, binned ones too, latest acquired first. A car that has not changed is the same object as before. */
  readonly cars: readonly InventoryCar[];
}

export interface LiveInventory extends LiveValue<Inventory>, Disposable {
  /** The photo that was chosen as a car's cover; null for none. */
  chosenCover(vehicleId: string): LiveValue<string | null>;
  readonly library: LiveLibrary;
}

/** Cars are told of at most this often while many change at once, as in a first sync. Milliseconds. */
const shortestQuiet = 100;
/** The more cars, the longer it takes to draw their list: of ten thousand about 25 ms, which is then done every 400. */
const carsPerQuietMillisecond = 25;
/** Cars that are worked out in one task while the stock is read. */
const carsAtOnce = 50;

/**
 * The whole stock in memory, read once and then kept current by what is written. One subscription to each collection: with
 * thousands of rows a query per row would be slower than the screen. Photos are not counted while `photosComing`: those of a
 * car may be among them.
 */
export function openInventory(collections: Collections, photosComing: LiveValue<boolean>): LiveInventory {
  const photos = photosProjection();
  const projection = carsProjection(photos);
  let snapshot: Inventory = { ready: false, cars: [] };
  const quietTime = () => Math.max(shortestQuiet, snapshot.cars.length / carsPerQuietMillisecond);
  const cars = rareListeners(quietTime);
  const library = rareListeners(quietTime);
  /** How many are at working out all cars that changed, a few in each task. */
  let showing = 0;
  let photoSnapshot: Library = { ready: false, photos: [] };
  let stopped = false;

  const ends = [
    onWrites(collections.vehicles, (documents) => projection.writeVehicles(documents) && cars.changed()),
    onWrites(collections.photos, (documents) => {
      if (!projection.writePhotos(documents)) return;
      cars.changed();
      library.changed();
    }),
    onWrites(collections.activity, (documents) => projection.writeOverlaps(documents) && cars.changed()),
    photosComing.subscribe(() => {
      projection.countPhotos(!photosComing.get());
      if (snapshot.ready) void showCars();
    }),
  ];

  /** Cars first: a lot of a hundred thousand photos is in its list long before all of them were read. */
  async function load() {
    for await (const documents of storedDocuments(collections.vehicles)) {
      if (stopped) return;
      projection.readVehicles(documents);
    }
    projection.readOverlaps(await documentsOf(collections.activity, "overlap"));
    await showCars();
    for await (const documents of storedDocuments(collections.photos, { asIs: true })) {
      if (stopped) return;
      projection.readPhotos(documents);
    }
    projection.showCovers();
    projection.countPhotos(!photosComing.get());
    await showCars();
    if (stopped) return;
    photoSnapshot = { ready: true, photos: photos.all() };
    library.tell();
  }

  async function showCars() {
    showing += 1;
    while (projection.settle(carsAtOnce)) {
      await nextTask();
      if (stopped) return;
    }
    showing -= 1;
    if (stopped) return;
    cars.takeStale();
    snapshot = { ready: true, cars: projection.cars() };
    cars.tell();
  }

  void load();

  return {
    chosenCover: (vehicleId) => ({
      get: () => projection.vehicle(vehicleId)?.coverPhotoId ?? null,
      subscribe: cars.subscribe,
    }),
    get() {
      // What is being worked out bit by bit would be worked out in one task here.
      if (showing === 0 && cars.takeStale() && snapshot.ready)
        snapshot = { ready: true, cars: projection.cars() };
      return snapshot;
    },
    subscribe: cars.subscribe,
    library: {
      get() {
        if (library.takeStale() && photoSnapshot.ready) photoSnapshot = { ready: true, photos: photos.all() };
        return photoSnapshot;
      },
      subscribe: library.subscribe,
      ofVehicle: (vehicleId) => (photoSnapshot.ready ? photos.ofVehicle(vehicleId) : null),
      vehiclesWith: (sha256) => photos.vehiclesWith(sha256),
    },
    [Symbol.dispose]() {
      stopped = true;
      cars.stop();
      library.stop();
      ends.forEach((end) => end());
    },
  };
}

/** Listeners that are told at once after a quiet time, and else at most once in it. */
function rareListeners(quietTime: () => number) {
  const listeners = new Listeners();
  let stale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldAt = 0;
  const tell = () => {
    timer = undefined;
    toldAt = performance.now();
    listeners.tell();
  };
  return {
    tell,
    subscribe: (listener: () => void) => listeners.add(listener),
    changed() {
      stale = true;
      timer ??= setTimeout(tell, Math.max(0, toldAt + quietTime() - performance.now()));
    },
    /** Whether something has changed since it was asked last. */
    takeStale() {
      const was = stale;
      stale = false;
      return was;
    },
    stop: () => clearTimeout(timer),
  };
}
