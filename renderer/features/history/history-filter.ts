import type { HistoryEntry } from "#renderer/replica/history.ts";
import { civilDateOf } from "#renderer/ui/format.ts";
import { saidFields } from "./said-fields.ts";

export interface HistoryFilter {
  /** A field's name without its element; null for any. */
  readonly field: string | null;
  readonly deviceId: string | null;
  /** On this computer's calendar; null for any. */
  readonly day: string | null;
}

export const anyChange: HistoryFilter = { field: null, deviceId: null, day: null };

export function filtered(entries: readonly HistoryEntry[], filter: HistoryFilter): readonly HistoryEntry[] {
  const { field, deviceId, day } = filter;
  return entries.filter(
    (entry) =>
      (field === null || fieldsOf(entry).includes(field)) &&
      (deviceId === null || entry.change.deviceId === deviceId) &&
      (day === null || civilDateOf(new Date(entry.change.at)) === day),
  );
}

/** A move to another status, to the bin and back has its own name. */
function fieldsOf({ change }: HistoryEntry): string[] {
  const fields = saidFields(change).map(({ path }) => path.split(".")[0]!);
  return change.act === "deleted" || change.act === "restored" ? [...fields, "deletedAt"] : fields;
}

export function knownFields(entries: readonly HistoryEntry[]): string[] {
  return [...new Set(entries.flatMap(fieldsOf))];
}

/** Each desk by the name that it had last. */
export function knownDesks(entries: readonly HistoryEntry[]): { deviceId: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { change } of entries)
    if (!names.has(change.deviceId)) names.set(change.deviceId, change.deskName);
  return [...names].map(([deviceId, name]) => ({ deviceId, name }));
}
