import { vehicleStatuses } from "#shared/model/vehicle.ts";
import type { CarRow } from "./rows.ts";

export type SortValue = string | number | null;

/** A column of the table. Widths in px; one column with `grow` takes what is left. */
export interface Column {
  readonly id: string;
  readonly width: number;
  readonly grow?: boolean;
  readonly align?: "end";
  /** Cannot be hidden. */
  readonly fixed?: boolean;
  readonly shownAtFirst: boolean;
  /** Null or '' sort last in both directions. Columns without it cannot be sorted by. */
  readonly sortBy?: (row: CarRow) => SortValue;
  /** The direction of the first click: most-interesting first. */
  readonly firstDirection?: "desc";
}

/** Ordered by what a lot manager looks at first: the rest scrolls off when the inspector is open. */
const columns = [
  { id: "cover", width: 64, fixed: true, shownAtFirst: true },
  {
    id: "stockNumber",
    width: 84,
    fixed: true,
    shownAtFirst: true,
    sortBy: ({ car }) => car.vehicle.stockNumber,
  },
  {
    id: "car",
    width: 182,
    grow: true,
    fixed: true,
    shownAtFirst: true,
    sortBy: ({ car: { vehicle } }) => `${vehicle.make} ${vehicle.model} ${vehicle.trim}`.trim(),
  },
  {
    id: "status",
    // Its longest word is Spanish: Reacondicionamiento.
    width: 174,
    shownAtFirst: true,
    sortBy: ({ car }) => vehicleStatuses.indexOf(car.vehicle.status.state),
  },
  {
    id: "price",
    width: 112,
    align: "end",
    shownAtFirst: true,
    firstDirection: "desc",
    sortBy: ({ car }) => car.vehicle.price?.amount ?? null,
  },
  {
    id: "days",
    width: 68,
    align: "end",
    shownAtFirst: true,
    firstDirection: "desc",
    sortBy: ({ days }) => days,
  },
  {
    id: "odometer",
    width: 108,
    align: "end",
    shownAtFirst: true,
    sortBy: ({ car }) => kilometres(car.vehicle.odometer),
  },
  { id: "photos", width: 98, align: "end", shownAtFirst: true, sortBy: ({ car }) => car.photoCount },
  { id: "vin", width: 164, shownAtFirst: true, sortBy: ({ car }) => car.vehicle.vin },
  { id: "location", width: 120, shownAtFirst: true, sortBy: ({ car }) => car.vehicle.location },
  {
    id: "year",
    width: 72,
    align: "end",
    shownAtFirst: false,
    firstDirection: "desc",
    sortBy: ({ car }) => car.vehicle.year,
  },
  { id: "make", width: 120, shownAtFirst: false, sortBy: ({ car }) => car.vehicle.make },
  { id: "model", width: 120, shownAtFirst: false, sortBy: ({ car }) => car.vehicle.model },
  { id: "trim", width: 140, shownAtFirst: false, sortBy: ({ car }) => car.vehicle.trim },
  { id: "exteriorColor", width: 112, shownAtFirst: false, sortBy: ({ car }) => car.vehicle.exteriorColor },
  { id: "bodyStyle", width: 112, shownAtFirst: false, sortBy: ({ car }) => car.vehicle.bodyStyle },
  { id: "transmission", width: 124, shownAtFirst: false, sortBy: ({ car }) => car.vehicle.transmission },
  { id: "fuel", width: 100, shownAtFirst: false, sortBy: ({ car }) => car.vehicle.fuel },
  {
    id: "acquiredOn",
    width: 116,
    shownAtFirst: false,
    firstDirection: "desc",
    sortBy: ({ car }) => car.vehicle.acquiredOn,
  },
] as const satisfies readonly Column[];

export type ColumnId = (typeof columns)[number]["id"];
export const columnIds = columns.map(({ id }) => id);
export const columnsAtFirst: readonly ColumnId[] = columns
  .filter(({ shownAtFirst }) => shownAtFirst)
  .map(({ id }) => id);

export function columnOf(id: ColumnId): Column & { readonly id: ColumnId } {
  const column = columns.find((column) => column.id === id);
  if (!column) throw new RangeError(`No column ${id}`);
  return column;
}

/** Shows or hides one column; those that stay keep the table's own order. */
export function toggleColumn(shown: readonly ColumnId[], id: ColumnId): readonly ColumnId[] {
  if (isFixed(id)) return shown;
  return columnIds.filter((each) => (each === id ? !shown.includes(id) : shown.includes(each)));
}

export function isFixed(id: ColumnId): boolean {
  return columnOf(id).fixed === true;
}

/** The `grid-template-columns` of header and rows, and the least width in px below which the table scrolls sideways. */
export function layoutOf(shown: readonly ColumnId[], before: number): { template: string; minWidth: number } {
  const tracks = shown.map((id) => columnOf(id));
  const template = tracks.map(({ width, grow }) => (grow ? `minmax(${width}px, 1fr)` : `${width}px`));
  return {
    template: [`${before}px`, ...template].join(" "),
    minWidth: before + tracks.reduce((total, { width }) => total + width, 0),
  };
}

const kilometresPerMile = 1.609344;

function kilometres(odometer: { value: number; unit: "km" | "mi" } | null): number | null {
  if (!odometer) return null;
  return odometer.unit === "km" ? odometer.value : odometer.value * kilometresPerMile;
}
