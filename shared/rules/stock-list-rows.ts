import type { ListField, ListMapping } from "./stock-list-fields.ts";
import {
  type CellProblem,
  type CellValue,
  type ListSettings,
  type ListValues,
  readCell,
} from "./stock-list-values.ts";
import { type VinHint, vinHint } from "./vin.ts";

/** A cell that cannot be read, by its column. */
export interface BadCell {
  readonly column: number;
  readonly field: ListField;
  readonly problem: CellProblem;
}

export interface RowReading {
  readonly values: ListValues;
  readonly bad: readonly BadCell[];
  /** What is odd about the VIN; it is kept all the same. */
  readonly vinHint: VinHint | null;
  /** Which column each field was read of. */
  readonly columns: Partial<Readonly<Record<ListField, number>>>;
}

/**
 * What a row says. Of several columns of one field the first that can be read counts, so a list whose mileage stands now in one
 * column and now in another is read whole; only where none can be read is the field's first cell bad.
 */
export function readRow(
  cells: readonly string[],
  mapping: ListMapping,
  settings: ListSettings,
  everyCar: ListValues = {},
): RowReading {
  const values: Partial<Record<ListField, CellValue>> = {};
  const columns: Partial<Record<ListField, number>> = {};
  const bad = new Map<ListField, BadCell>();
  const read = (field: ListField, column: number, own: ListSettings) => {
    const cell = cells[column] ?? "";
    const result = readCell(field, cell, own);
    if ("problem" in result) bad.set(field, bad.get(field) ?? { column, field, problem: result.problem });
    else if (result.value !== null) {
      values[field] = result.value;
      columns[field] = column;
    }
    if (cell.trim() !== "") columns[field] ??= column;
  };
  const pass = (fields: (field: ListField) => boolean, own: ListSettings) =>
    mapping.forEach((field, column) => {
      if (field && fields(field) && !(field in values)) read(field, column, own);
    });

  pass(saysUnits, settings);
  const { currency = settings.currency, distanceUnit: unit = settings.unit } = values as ListValues;
  pass((field) => !saysUnits(field), { ...settings, currency, unit });
  const said = values as ListValues;
  return {
    values: { ...everyCar, ...said },
    bad: [...bad.values()].filter(({ field }) => !(field in values)),
    vinHint: vinHint(said.vin ?? ""),
    columns,
  };
}

function saysUnits(field: ListField): boolean {
  return field === "currency" || field === "distanceUnit";
}
