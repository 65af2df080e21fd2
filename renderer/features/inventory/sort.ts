import { columnOf, type ColumnId, type SortValue } from "./columns.ts";
import type { CarRow } from "./rows.ts";

export interface SortKey {
  readonly column: ColumnId;
  readonly direction: "asc" | "desc";
}

/** Longest in stock first: what a lot manager has to act on. */
export const sortAtFirst: readonly SortKey[] = [{ column: "days", direction: "desc" }];

const words = new Intl.Collator("es", { numeric: true, sensitivity: "base" });

/** A sorted copy. Stable; unknown values come last whatever the direction; text sorts as people do (A-2 before A-10). */
export function sortRows(rows: readonly CarRow[], keys: readonly SortKey[]): readonly CarRow[] {
  const comparisons = keys.flatMap((key) => comparison(rows, key) ?? []);
  if (comparisons.length === 0) return rows;
  return rows.toSorted((a, b) => {
    for (const compare of comparisons) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function comparison(rows: readonly CarRow[], { column, direction }: SortKey) {
  const { sortBy } = columnOf(column);
  if (!sortBy) return null;
  const values = new Map<CarRow, SortValue>(rows.map((row) => [row, sortBy(row)]));
  const sign = direction === "asc" ? 1 : -1;
  return (a: CarRow, b: CarRow) => compareValues(values.get(a) ?? null, values.get(b) ?? null, sign);
}

function compareValues(a: SortValue, b: SortValue, sign: number): number {
  const unknownA = a === null || a === "";
  const unknownB = b === null || b === "";
  if (unknownA || unknownB) return Number(unknownA) - Number(unknownB);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * words.compare(String(a), String(b));
}

/** The sort after a click on a column's head: turned round where it was the only key, second key with Shift. */
export function sortedBy(keys: readonly SortKey[], column: ColumnId, further: boolean): readonly SortKey[] {
  const { sortBy, firstDirection = "asc" } = columnOf(column);
  if (!sortBy) return keys;
  const present = keys.find((key) => key.column === column);
  const direction = present ? opposite(present.direction) : firstDirection;
  if (!further) return [{ column, direction }];
  return present
    ? keys.map((key) => (key.column === column ? { column, direction } : key))
    : [...keys.slice(0, 1), { column, direction }];
}

function opposite(direction: SortKey["direction"]): SortKey["direction"] {
  return direction === "asc" ? "desc" : "asc";
}
