/** Days that a car stays restorable after it was put in the bin. */
export const binDays = 30;

/** Whole days left of the 30, never negative: 30 in the first day, 0 once the time is up. Instants are UTC ISO strings. */
export function daysLeftInBin(deletedAt: string, now: number): number {
  const passed = Math.floor((now - Date.parse(deletedAt)) / 86_400_000);
  return Math.max(0, Math.min(binDays, binDays - passed));
}
