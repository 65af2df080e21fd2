import type { ListField } from "#shared/rules/stock-list-fields.ts";
import type { PlannedRow } from "#shared/rules/stock-list-plan.ts";

/** Whether a row is taken in or left out by choice; the others have to be put right first, or are here already. */
export function canBeTaken({ verdict }: PlannedRow): boolean {
  return verdict === "new" || verdict === "update" || verdict === "repeated";
}

export function isNumeric(field: ListField): boolean {
  return field === "price" || field === "purchase" || field === "odometer" || field === "year";
}
