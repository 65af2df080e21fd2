/** Days that what a person deleted stays restorable. */
export const binDays = 30;
const dayMillis = 86_400_000;

/** Whole days left of the 30, never negative: 30 in the first day, 0 once the time is up. Instants are UTC ISO strings. */
export function daysLeftInBin(deletedAt: string, now: number): number {
  const passed = Math.floor((now - Date.parse(deletedAt)) / dayMillis);
  return Math.max(0, Math.min(binDays, binDays - passed));
}

/** Whether what was deleted then can still be had back. */
export function isRestorable(deletedAt: string, now: number): boolean {
  return now - Date.parse(deletedAt) <= binDays * dayMillis;
}
