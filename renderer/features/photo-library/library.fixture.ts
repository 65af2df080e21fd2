import { standardShotList } from "#shared/model/shot-list.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import type { InventoryCar, LibraryPhoto } from "#renderer/replica/inventory.ts";
import { factCache } from "./library-facts.ts";
import { noChoices, type LibraryFilters } from "./library-filter.ts";
import { scanLibrary, type LibraryQuestion } from "./library-scan.ts";
import type { LibraryView } from "./library-view.ts";
import { sortAtFirst } from "./library-sort.ts";
import type { PausingWork } from "./turns.ts";

const now = Date.parse("2026-03-10T12:00:00.000Z");

/** A sharp, bright and large photo for tests; what a test is about is said by its patch. */
export function photo(id: string, patch: Partial<LibraryPhoto> = {}): LibraryPhoto {
  return {
    id,
    vehicleId: "versa",
    sequence: id,
    importedAt: "2026-03-01T10:00:00.000Z",
    deletedAt: null,
    capturedAt: "2026-02-28T09:00:00",
    perceptualHash: null,
    measures: { sharpness: 900, brightness: 0.5, clippedShadows: 0, clippedHighlights: 0, upright: 1 },
    shot: null,
    caption: "",
    tags: {},
    edits: null,
    damaged: false,
    thumbnail: id,
    color: "#336699",
    originalSha256: id,
    large: id,
    fallback: id,
    name: `${id}.jpg`,
    width: 4000,
    height: 3000,
    defects: 0,
    isEditedStale: false,
    ...patch,
  };
}

export function car(id: string, patch: Partial<Vehicle> = {}): InventoryCar {
  const vehicle: Vehicle = {
    stockNumber: "",
    vin: "",
    year: 2019,
    make: "Nissan",
    model: "Versa",
    trim: "",
    bodyStyle: null,
    exteriorColor: "",
    transmission: null,
    fuel: null,
    odometer: null,
    price: null,
    status: { state: "listed", round: 0, since: "2026-01-01T00:00:00.000Z" },
    location: "",
    acquiredOn: "2026-01-01",
    soldOn: null,
    features: {},
    notes: "",
    coverPhotoId: null,
    deletedAt: null,
    ...patch,
  };
  return { id, vehicle, photoCount: 0, cover: null, hasOverlap: false };
}

export function question(
  parts: Partial<Omit<LibraryQuestion, "filters">> & { filters?: Partial<LibraryFilters> },
): LibraryQuestion {
  const required = standardShotList.shots.filter((shot) => shot.required);
  return {
    photos: [],
    cars: [],
    grouped: true,
    sort: sortAtFirst,
    facts: factCache(null, required),
    now,
    ...parts,
    filters: { ...noChoices, search: "", ...parts.filters },
  };
}

/** The answer at once. */
export function scanned(parts: Parameters<typeof question>[0]): LibraryView {
  return finished(scanLibrary(question(parts)));
}

export function finished<T>(work: PausingWork<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
