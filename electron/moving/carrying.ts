import type { JournalEntry } from "#shared/contract/bridge.ts";
import { takenOverIds } from "#shared/rules/derived-ids.ts";
import { merge } from "#shared/rules/merge.ts";

export interface Carriage {
  /** The dealership that is left, and the one that is joined. */
  readonly from: string;
  readonly to: string;
  readonly deviceId: string;
  /** Ids of the settings that the joined dealership has already: its own stand. */
  readonly there: ReadonlySet<string>;
}

/** What the hub has, and on top of it what waits for the hub. */
export function joinedEntries(
  atHub: readonly JournalEntry[],
  pending: readonly JournalEntry[],
): JournalEntry[] {
  const byKey = new Map(atHub.map((entry) => [keyOf(entry), entry]));
  for (const entry of pending) {
    const known = byKey.get(keyOf(entry));
    const document = known ? merge(entry.document, known.document, null).document : entry.document;
    byKey.delete(keyOf(entry));
    byKey.set(keyOf(entry), { ...entry, document });
  }
  return [...byKey.values()];
}

/** The same as documents of the joined dealership. Other desks describe themselves there once they have come. */
export function carriedEntries(entries: readonly JournalEntry[], carriage: Carriage): JournalEntry[] {
  const { from, to, deviceId, there } = carriage;
  const newIds = takenOverIds(from, to);
  return entries.flatMap(({ collection, document }) => {
    const id = collection === "settings" ? newIds.get(document.id) : undefined;
    const isOthers = document.kind === "desk" && document.id !== deviceId;
    if (isOthers || (id !== undefined && there.has(id))) return [];
    return [{ collection, document: id === undefined ? document : { ...document, id } }];
  });
}

const keyOf = ({ collection, document }: JournalEntry) => `${collection}/${document.id}`;
