import type { Vehicle } from "#shared/model/vehicle.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { rowCache, rowsOf, type CarRow } from "./rows.ts";

export const today = "2026-03-10";

/** A plain car for tests; what a test is about is said by its patch. */
function vehicle(patch: Partial<Vehicle> = {}): Vehicle {
  return {
    stockNumber: "A-100",
    vin: "",
    year: 2019,
    make: "Nissan",
    model: "Versa",
    trim: "Advance",
    bodyStyle: null,
    exteriorColor: "",
    transmission: null,
    fuel: null,
    odometer: null,
    price: null,
    status: { state: "listed", round: 0, since: "2026-01-01T00:00:00.000Z" },
    location: "",
    acquiredOn: today,
    soldOn: null,
    features: {},
    notes: "",
    coverPhotoId: null,
    deletedAt: null,
    ...patch,
  };
}

export function car(id: string, patch: Partial<Vehicle> = {}, photoCount = 0): InventoryCar {
  return { id, vehicle: vehicle(patch), photoCount, cover: null, hasOverlap: false };
}

export function rows(...cars: readonly InventoryCar[]): readonly CarRow[] {
  return rowsOf(cars, today, rowCache());
}
