/** Whole days between two civil dates (`YYYY-MM-DD`); never negative. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

/** Days that a car has been, or was, in stock: from acquisition to sale, or to today while it is unsold. */
export function daysInStock(vehicle: { acquiredOn: string; soldOn: string | null }, today: string): number {
  return daysBetween(vehicle.acquiredOn, vehicle.soldOn ?? today);
}
