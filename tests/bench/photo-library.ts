import { standardShotList } from "#shared/model/shot-list.ts";
import { factCache } from "#renderer/features/photo-library/library-facts.ts";
import { noChoices, type LibraryFilters } from "#renderer/features/photo-library/library-filter.ts";
import { scanLibrary, type LibraryQuestion } from "#renderer/features/photo-library/library-scan.ts";
import { sortAtFirst } from "#renderer/features/photo-library/library-sort.ts";
import type { InventoryCar, LibraryPhoto } from "#renderer/replica/inventory.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { type Figure, median } from "./figure.ts";
import { manyCars } from "./many-cars.ts";

const cars = 2500;
const photosPerCar = 40;
const rounds = 5;

/**
 * Finding among 100,000 photos: how long one answer takes, and how long the window is kept from anything else meanwhile;
 * against a loop that only looks at every name.
 */
export function run(): Promise<Figure[]> {
  const lot = manyCars(cars).map(carOf);
  const photos = lot.flatMap(photosOf);
  const required = standardShotList.shots.filter((shot) => shot.required);
  const facts = factCache(null, required);
  const ask = (filters: Partial<LibraryFilters>, grouped: boolean): LibraryQuestion => ({
    photos,
    cars: lot,
    filters: { ...noChoices, search: "", ...filters },
    grouped,
    sort: sortAtFirst,
    facts,
    now: Date.parse("2026-03-01T00:00:00.000Z"),
  });
  const first = scanned(ask({}, true));
  const searches: Scanned[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    photos.filter(({ name }) => name.toLowerCase().includes("jetta"));
    plain.push(performance.now() - begun);
    searches.push(scanned(ask({ search: "jetta", shelf: "attention" }, round % 2 === 0)));
  }
  const all = scanned(ask({}, false));
  const loop = median(plain);
  const search = median(searches.map(({ whole }) => whole));
  return Promise.resolve([
    { name: "photos/library-100k/first-answer", value: first.whole, unit: "ms" },
    {
      name: "photos/library-100k/search",
      value: search,
      unit: "ms",
      against: `a loop over the names: ${loop.toPrecision(3)} ms`,
      ratio: search / loop,
    },
    { name: "photos/library-100k/all-by-time", value: all.whole, unit: "ms" },
    {
      name: "photos/library-100k/longest-turn",
      value: Math.max(first.longest, all.longest, ...searches.map(({ longest }) => longest)),
      unit: "ms",
    },
  ]);
}

interface Scanned {
  readonly whole: number;
  /** Between two pauses. */
  readonly longest: number;
}

function scanned(question: LibraryQuestion): Scanned {
  const work = scanLibrary(question);
  const begun = performance.now();
  let longest = 0;
  for (;;) {
    const from = performance.now();
    const { done } = work.next();
    longest = Math.max(longest, performance.now() - from);
    if (done) return { whole: performance.now() - begun, longest };
  }
}

function carOf({ id, data }: { id: string; data: unknown }): InventoryCar {
  return { id, vehicle: data as Vehicle, photoCount: photosPerCar, cover: null, hasOverlap: false };
}

function photosOf({ id }: InventoryCar, carIndex: number): LibraryPhoto[] {
  return Array.from({ length: photosPerCar }, (_, index) => photoOf(id, carIndex * photosPerCar + index));
}

function photoOf(vehicleId: string, index: number): LibraryPhoto {
  const id = `photo-${index}`;
  return {
    id,
    vehicleId,
    sequence: `a${index % photosPerCar}`,
    importedAt: new Date(Date.UTC(2026, 0, 1) + ((index * 7919) % 100_000) * 1000).toISOString(),
    deletedAt: null,
    capturedAt: "2026-01-01T10:00:00",
    perceptualHash: ((BigInt(index) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn)
      .toString(16)
      .padStart(16, "0"),
    measures: {
      sharpness: index % 11 === 0 ? 2 : 900,
      brightness: 0.5,
      clippedShadows: 0,
      clippedHighlights: 0,
      upright: 1,
    },
    shot: index % 3 === 0 ? "front" : null,
    caption: "",
    tags: index % 5 === 0 ? { portada: true } : {},
    edits: null,
    damaged: false,
    thumbnail: id,
    color: "#336699",
    originalSha256: id,
    large: id,
    fallback: id,
    name: `IMG_${index}.JPG`,
    width: 4000,
    height: 3000,
    defects: 0,
    isEditedStale: false,
  };
}
