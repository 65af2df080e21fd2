import type { Envelope } from "#shared/model/envelope.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { bySequence } from "./photo-order.ts";
import type { PhotosProjection } from "./photo-projection.ts";
import { readingOf, vehicleReading } from "./readings.ts";

export interface InventoryCar {
  readonly id: string;
  readonly vehicle: Vehicle;
  /** Photos that are not in the bin; null while the photos of the dealership are still being read or sent to this desk. */
  readonly photoCount: number | null;
  /** The small rendition of the cover photo; null without photos, and while it is not here yet. */
  readonly cover: { readonly sha256: string; readonly dominantColor: string } | null;
  /** Whether two desks disagreed about this car and nobody has settled it. */
  readonly hasOverlap: boolean;
}

interface Car {
  readonly id: string;
  readonly order: number;
  readonly vehicle: Vehicle;
}

/**
 * Cars with their photos counted, worked out again for the cars that changed only. `read` takes what was stored and never
 * overrides what was written meanwhile; `write` answers whether anything that the inventory shows may have changed.
 */
export interface CarsProjection {
  readVehicles(documents: readonly Envelope[]): void;
  readPhotos(documents: readonly Envelope[]): void;
  readOverlaps(documents: readonly Envelope[]): void;
  /** Every photo that is here was read: from now on cars show their covers. */
  showCovers(): void;
  /** Whether cars say from now on how many photos they have. */
  countPhotos(counts: boolean): void;
  writeVehicles(documents: readonly Envelope[]): boolean;
  writePhotos(documents: readonly Envelope[]): boolean;
  writeOverlaps(documents: readonly Envelope[]): boolean;
  /** Works out this many of the cars that changed, and answers whether there are more. */
  settle(count: number): boolean;
  cars(): readonly InventoryCar[];
  vehicle(id: string): Vehicle | undefined;
}

export function carsProjection(photos: PhotosProjection): CarsProjection {
  const vehicles = new Map<string, Car>();
  const overlaps = new Map<string, string>();
  const overlapsByVehicle = new Map<string, Set<string>>();
  const written = new Set<string>();
  const shown = new Map<string, InventoryCar>();
  const dirty = new Set<string>();
  let order: readonly Car[] | null = null;
  let showsCovers = false;
  let countsPhotos = false;

  function takeVehicle(document: Envelope): boolean {
    const known = vehicles.get(document.id);
    if (document._deleted) vehicles.delete(document.id);
    else {
      vehicles.set(document.id, {
        id: document.id,
        order: document.order,
        vehicle: vehicleReading(document),
      });
    }
    if (!known || document._deleted || known.order !== document.order) order = null;
    dirty.add(document.id);
    return true;
  }

  function takePhoto(document: Envelope): boolean {
    const touched = photos.take(document);
    if (!showsCovers) return false;
    touched.forEach((vehicleId) => dirty.add(vehicleId));
    return touched.length > 0;
  }

  function takeOverlap(document: Envelope): boolean {
    const overlap = document.kind === "overlap" ? readingOf("overlap", document) : null;
    if (!overlap) return false;
    const isOpen = !document._deleted && overlap.settledAt === null;
    if (isOpen === overlaps.has(document.id)) return false;
    if (isOpen) overlaps.set(document.id, overlap.vehicleId);
    else overlaps.delete(document.id);
    (isOpen ? remember : forget)(overlapsByVehicle, overlap.vehicleId, document.id);
    dirty.add(overlap.vehicleId);
    return true;
  }

  function shownCar({ id, vehicle }: Car): InventoryCar {
    const hasOverlap = (overlapsByVehicle.get(id)?.size ?? 0) > 0;
    if (!showsCovers) return { id, vehicle, photoCount: null, cover: null, hasOverlap };
    const own = photos.ofVehicle(id).filter(({ deletedAt }) => deletedAt === null);
    const isComing = !countsPhotos && !own.some((photo) => photo.id === vehicle.coverPhotoId);
    // Another photo in place of the chosen one would be seen to change.
    const cover = isComing && vehicle.coverPhotoId !== null ? null : coverOf(vehicle.coverPhotoId, own);
    return {
      id,
      vehicle,
      photoCount: countsPhotos ? own.length : null,
      cover: cover && { sha256: cover.thumbnail, dominantColor: cover.color },
      hasOverlap,
    };
  }

  function settle(count: number): boolean {
    let left = count;
    for (const id of dirty) {
      if (left-- <= 0) return true;
      const car = vehicles.get(id);
      if (car) shown.set(id, shownCar(car));
      else shown.delete(id);
      dirty.delete(id);
    }
    return false;
  }

  const reader = (take: (document: Envelope) => boolean) => (documents: readonly Envelope[]) =>
    documents.filter(({ id }) => !written.has(id)).forEach(take);
  const writer = (take: (document: Envelope) => boolean) => (documents: readonly Envelope[]) =>
    documents.filter((document) => (written.add(document.id), take(document))).length > 0;

  return {
    readVehicles: reader(takeVehicle),
    readPhotos: reader(takePhoto),
    readOverlaps: reader(takeOverlap),
    showCovers() {
      showsCovers = true;
      for (const id of vehicles.keys()) dirty.add(id);
    },
    countPhotos(counts) {
      if (counts === countsPhotos) return;
      countsPhotos = counts;
      for (const id of vehicles.keys()) dirty.add(id);
    },
    writeVehicles: writer(takeVehicle),
    writePhotos: writer(takePhoto),
    writeOverlaps: writer(takeOverlap),
    settle,
    vehicle: (id) => vehicles.get(id)?.vehicle,
    cars() {
      order ??= [...vehicles.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? 1 : -1));
      settle(dirty.size);
      return order.flatMap(({ id }) => shown.get(id) ?? []);
    },
  };
}

/** The chosen cover, or the first photo where none is chosen or the chosen one is in the bin or on another car. */
export function coverOf<T extends { id: string; sequence: string }>(
  coverPhotoId: string | null,
  photos: readonly T[],
): T | null {
  const chosen = photos.find(({ id }) => id === coverPhotoId);
  return (
    chosen ??
    photos.reduce<T | null>((first, photo) => (first && bySequence(first, photo) < 0 ? first : photo), null)
  );
}

function remember(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key);
  if (set) set.add(id);
  else sets.set(key, new Set([id]));
}

function forget(sets: Map<string, Set<string>>, key: string, id: string): void {
  sets.get(key)?.delete(id);
}
