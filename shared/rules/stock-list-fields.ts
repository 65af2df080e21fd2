import type { Vehicle } from "../model/vehicle.ts";

/** What a column of a stock list can be of a car. `currency` and `distanceUnit` say what other columns are in. */
export const listFields = [
  "stockNumber",
  "vin",
  "year",
  "make",
  "model",
  "trim",
  "bodyStyle",
  "exteriorColor",
  "transmission",
  "fuel",
  "odometer",
  "distanceUnit",
  "price",
  "purchase",
  "currency",
  "status",
  "location",
  "acquiredOn",
  "soldOn",
  "features",
  "notes",
] as const;
export type ListField = (typeof listFields)[number];

/** What each column is; null for one that is left alone. Several columns of one field stand in for each other. */
export type ListMapping = readonly (ListField | null)[];

export const textLimits = {
  stockNumber: 30,
  vin: 25,
  make: 60,
  model: 60,
  trim: 80,
  exteriorColor: 40,
  location: 60,
  notes: 10_000,
} as const satisfies Partial<Record<keyof Vehicle, number>>;
export type TextField = keyof typeof textLimits;

export function isTextField(field: ListField): field is TextField {
  return field in textLimits;
}

/** Most that is taken in one go: what a window holds and shows at ease. */
export const mostBytes = 20 * 1024 * 1024;
export const mostRows = 50_000;
