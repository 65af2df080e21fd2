import { isRestorable } from "#shared/rules/bin-days.ts";
import type { InventoryCar, LibraryPhoto } from "#renderer/replica/inventory.ts";
import type { FactCache } from "./library-facts.ts";
import {
  flawKinds,
  isOnShelf,
  photolessCarMatcher,
  photoMatcher,
  type CarFacts,
  type FlawKind,
  type LibraryFilters,
  type PhotoFacts,
} from "./library-filter.ts";
import { entryOrder, groupOrder, type LibrarySort } from "./library-sort.ts";
import type { LibraryEntry, LibraryGroup, LibraryView } from "./library-view.ts";
import { eachWithPauses, sortedInPieces, type PausingWork } from "./turns.ts";

export interface LibraryQuestion {
  readonly photos: readonly LibraryPhoto[];
  readonly cars: readonly InventoryCar[];
  readonly filters: LibraryFilters;
  readonly grouped: boolean;
  readonly sort: LibrarySort;
  readonly facts: FactCache;
  /** Unix milliseconds. */
  readonly now: number;
}

interface CarBucket {
  readonly vehicleId: string;
  readonly car: InventoryCar | null;
  readonly photos: LibraryPhoto[];
}

/** Finds, counts and orders the photos of the whole lot, with pauses for what a person does meanwhile. */
export function* scanLibrary(question: LibraryQuestion): PausingWork<LibraryView> {
  const buckets = yield* bucketsOf(question);
  const count = counter();
  const groups: LibraryGroup[] = [];
  const matches = {
    photo: photoMatcher(question.filters),
    photolessCar: photolessCarMatcher(question.filters),
  };
  for (const bucket of buckets) {
    const group = groupOf(bucket, question, matches, count);
    if (group) groups.push(group);
    if (bucket.photos.length > 0) yield;
  }
  const ordered = question.grouped ? yield* inGroups(groups, question) : yield* inOne(groups, question);
  const order: string[] = [];
  const entries = new Map<string, LibraryEntry>();
  for (const group of ordered)
    yield* eachWithPauses(group.entries, (entry) => {
      order.push(entry.photo.id);
      entries.set(entry.photo.id, entry);
    });
  return { groups: ordered, order, entries, ...count.result };
}

/** Photos by car. Those of a car that is in the bin as a whole are not shown: they come back with it. */
function* bucketsOf({ photos, cars, now }: LibraryQuestion): PausingWork<Iterable<CarBucket>> {
  const buckets = new Map<string, CarBucket>();
  const binned = new Set<string>();
  yield* eachWithPauses(cars, (car) => {
    if (car.vehicle.deletedAt !== null) binned.add(car.id);
    else buckets.set(car.id, { vehicleId: car.id, car, photos: [] });
  });
  yield* eachWithPauses(photos, (photo) => {
    const { vehicleId, deletedAt } = photo;
    if (deletedAt !== null && !isRestorable(deletedAt, now)) return;
    const bucket = buckets.get(vehicleId);
    if (bucket) bucket.photos.push(photo);
    else if (!binned.has(vehicleId)) buckets.set(vehicleId, { vehicleId, car: null, photos: [photo] });
  });
  return buckets.values();
}

interface Matchers {
  readonly photo: (photo: PhotoFacts, car: CarFacts | null) => boolean;
  readonly photolessCar: (car: CarFacts) => boolean;
}

function groupOf(
  { vehicleId, car, photos }: CarBucket,
  { filters, facts }: LibraryQuestion,
  matches: Matchers,
  count: Counter,
): LibraryGroup | null {
  const carFacts = car && facts.car(car, photos);
  const worse = facts.worseOnes(vehicleId, photos);
  const entries: LibraryEntry[] = [];
  for (const photo of photos) {
    const own = facts.photo(photo, worse);
    count.all(own);
    if (!matches.photo(own, carFacts)) continue;
    count.matching(own);
    if (isOnShelf(own, filters)) entries.push({ photo, car, flaws: own.flaws });
  }
  const isAnswer =
    entries.length > 0 || (carFacts !== null && photos.length === 0 && matches.photolessCar(carFacts));
  return isAnswer ? { key: vehicleId, car, entries, missing: carFacts?.missing ?? [] } : null;
}

function* inGroups(groups: readonly LibraryGroup[], { sort }: LibraryQuestion): PausingWork<LibraryGroup[]> {
  const inSequence: LibraryGroup[] = [];
  for (const group of groups) {
    inSequence.push({ ...group, entries: group.entries.toSorted(bySequence) });
    yield;
  }
  return yield* sortedInPieces(inSequence, groupOrder(sort));
}

function* inOne(groups: readonly LibraryGroup[], { sort }: LibraryQuestion): PausingWork<LibraryGroup[]> {
  const all: LibraryEntry[] = [];
  for (const { entries } of groups) yield* eachWithPauses(entries, (entry) => void all.push(entry));
  const entries = yield* sortedInPieces(all, entryOrder(sort));
  return entries.length > 0 ? [{ key: "all", car: null, entries, missing: [] }] : [];
}

function bySequence({ photo: a }: LibraryEntry, { photo: b }: LibraryEntry): number {
  return a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : a.id < b.id ? -1 : 1;
}

type Counter = ReturnType<typeof counter>;

function counter() {
  const shelves = { all: 0, attention: 0, edited: 0, bin: 0 };
  const flaws = Object.fromEntries(flawKinds.map((kind) => [kind, 0])) as Record<FlawKind, number>;
  const tags = new Map<string, number>();
  const result = { shelves, flaws, tags, total: 0 };
  return {
    result,
    all(photo: PhotoFacts) {
      if (photo.isBinned) return;
      result.total++;
      for (const tag of photo.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    },
    matching(photo: PhotoFacts) {
      if (photo.isBinned) {
        shelves.bin++;
        return;
      }
      shelves.all++;
      if (photo.isEdited) shelves.edited++;
      if (photo.flaws.length > 0) shelves.attention++;
      for (const flaw of photo.flaws) flaws[flaw]++;
    },
  };
}
