import type { PlannedRow } from "#shared/rules/stock-list-plan.ts";
import { csvOf } from "./csv.ts";
import type { OpenList } from "./list-store.ts";
import { type ListWords, reasonsOf } from "./words.ts";

/** Why a row was left out; one that was to be taken in and was not reached says so. */
export function leftOutReason(planned: PlannedRow, list: OpenList, words: ListWords): string {
  return reasonsOf(planned, list, words).join("; ") || words.t("reason.notImported");
}

/** The rows as they stand in the list, with why each was left out, so that they can be mended and imported again. */
export function leftOutCsv(rows: readonly PlannedRow[], list: OpenList, words: ListWords): string {
  const { table, header } = list;
  const wide = (cells: readonly string[]) =>
    Array.from({ length: table.width }, (_, column) => cells[column] ?? "");
  const headings = header === null ? [] : [[...wide(table.rows[header] ?? []), words.t("reasonHeading")]];
  return csvOf([
    ...headings,
    ...rows.map((planned) => [...wide(table.rows[planned.row] ?? []), leftOutReason(planned, list, words)]),
  ]);
}

/** A file's name without its ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, "");
}
