import { createPlanner, type PlannedRow, type PlanningParts } from "#shared/rules/stock-list-plan.ts";
import { inSlices } from "./slices.ts";

/** Cells that were put right by hand, by row and column. */
export type Corrections = ReadonlyMap<number, ReadonlyMap<number, string>>;

export function correctedCells(
  cells: readonly string[],
  corrections: ReadonlyMap<number, string> | undefined,
): readonly string[] {
  if (!corrections) return cells;
  const last = Math.max(cells.length - 1, ...corrections.keys());
  return Array.from({ length: last + 1 }, (_, column) => corrections.get(column) ?? cells[column] ?? "");
}

/** Rows that are cars: what stands below the headings, neither empty nor the headings once more. */
function isCarRow(row: readonly string[], header: readonly string[] | undefined): boolean {
  if (row.every((cell) => cell.trim() === "")) return false;
  return !header || header.some((heading, column) => heading !== row[column]);
}

/** What becomes of every row; null where the signal aborts before. */
export async function planRows(
  rows: readonly (readonly string[])[],
  header: number | null,
  corrections: Corrections,
  parts: PlanningParts,
  signal: AbortSignal,
): Promise<readonly PlannedRow[] | null> {
  const plan = createPlanner(parts);
  const headings = header === null ? undefined : rows[header];
  const from = header === null ? 0 : header + 1;
  const planned: PlannedRow[] = [];
  const whole = await inSlices(
    rows.slice(from),
    (cells, index) => {
      if (!isCarRow(cells, headings)) return;
      const row = from + index;
      planned.push(plan(correctedCells(cells, corrections.get(row)), row, cells));
    },
    signal,
  );
  return whole ? planned : null;
}
