import { exportEnding } from "#shared/contract/export-file.ts";

/** `autosell-2026-11-28.autosell`, by the dealer's own calendar. */
export function exportName(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return `autosell-${local.toISOString().slice(0, 10)}.${exportEnding}`;
}
