import { vehicleStatuses, type VehicleStatus } from "#shared/model/vehicle.ts";
import { fold } from "#renderer/ui/fold.ts";
import type { CarRow } from "./rows.ts";
import { twinsAmong } from "./twins.ts";

/** What is chosen to narrow the list; an empty list narrows nothing. */
export interface Choices {
  readonly statuses: readonly VehicleStatus[];
  readonly makes: readonly string[];
  readonly locations: readonly string[];
  /** Only cars that may be one car which was entered twice. */
  readonly twins: boolean;
}

/** Choices and what is typed into the search field. */
export interface Filters extends Choices {
  readonly search: string;
}

export const noChoices: Choices = { statuses: [], makes: [], locations: [], twins: false };
export const noFilters: Filters = { ...noChoices, search: "" };

export function isFiltered({ search, statuses, makes, locations, twins }: Filters): boolean {
  return search.trim() !== "" || statuses.length + makes.length + locations.length > 0 || twins;
}

/** The rows that have every word of the search and one of the choices of each filter. */
export function filterRows(rows: readonly CarRow[], filters: Filters): readonly CarRow[] {
  return isFiltered(filters) ? rows.filter(matcher(filters, rows)) : rows;
}

function matcher(filters: Filters, rows: readonly CarRow[]): (row: CarRow) => boolean {
  const words = fold(filters.search).split(/\s+/).filter(Boolean);
  const statuses = new Set<string>(filters.statuses);
  const makes = new Set(filters.makes);
  const locations = new Set(filters.locations);
  const twins = filters.twins ? twinsAmong(rows) : null;
  const allows = (choices: ReadonlySet<string>, value: string) => choices.size === 0 || choices.has(value);
  return ({ id, text, codes, car: { vehicle } }) =>
    (twins === null || twins.has(id)) &&
    allows(statuses, vehicle.status.state) &&
    allows(makes, vehicle.make) &&
    allows(locations, vehicle.location) &&
    words.every((word) => text.includes(` ${word}`) || codes.includes(word));
}

/** How many cars each status would show, were the search and the other filters kept. */
export function statusCounts(
  rows: readonly CarRow[],
  filters: Filters,
): Readonly<Record<VehicleStatus, number>> {
  const counts = Object.fromEntries(vehicleStatuses.map((status) => [status, 0])) as Record<
    VehicleStatus,
    number
  >;
  for (const { car } of filterRows(rows, { ...filters, statuses: [] })) counts[car.vehicle.status.state]++;
  return counts;
}

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** The values that cars have for a filter, by name; what is chosen stays listed even when no car has it any more. */
export function choicesOf(
  rows: readonly CarRow[],
  field: "make" | "location",
  chosen: readonly string[],
): readonly ValueCount[] {
  const counts = new Map<string, number>(chosen.map((value) => [value, 0]));
  for (const { car } of rows) {
    const value = car.vehicle[field];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => a.value.localeCompare(b.value));
}
