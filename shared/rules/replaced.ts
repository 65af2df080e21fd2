import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { Envelope, Replaced } from "#shared/model/envelope.ts";
import { deviceOf } from "#shared/rules/hybrid-logical-clock.ts";
import { merge, versionIn, withReplaced } from "#shared/rules/merge.ts";
import { overlapsOf } from "#shared/rules/overlaps.ts";

/**
 * An entry with all that was replaced since the hub's version: by itself and, before, by what waits. A field that another desk's
 * change has taken since is none of this desk's any more.
 */
export function onTopOf(
  waiting: JournalEntry | undefined,
  entry: JournalEntry,
  deviceId: string,
): JournalEntry {
  const { document } = entry;
  const own = Object.entries({ ...entry.replaced, ...waiting?.replaced }).filter(
    ([path, { stamp }]) => document.stamps[path] !== stamp && isOf(deviceId, document.stamps[path]),
  );
  return entryWith(entry, Object.fromEntries(own));
}

/**
 * The entry as it is to be once the hub has a version of this desk's that is older: its fields are what the later changes were
 * made on. Null where that says nothing new. A field that another desk has changed there is still to be merged.
 */
export function since(version: Envelope, entry: JournalEntry, deviceId: string): JournalEntry | null {
  const { document, replaced = {} } = entry;
  const known = (path: string) => version.stamps[path] ?? "";
  const moved = Object.keys(replaced).filter(
    (path) => isOf(deviceId, known(path)) && known(path) !== replaced[path]!.stamp,
  );
  if (moved.length === 0) return null;
  const later = moved.filter((path) => known(path) !== document.stamps[path]);
  const { ...left } = replaced;
  for (const path of moved) delete left[path];
  for (const path of later) left[path] = versionIn(version, path);
  return entryWith(entry, left);
}

/** The overlaps of what this desk changed and another desk changed as well, if the hub's version is all that is left of it. */
export function gaveWayTo(
  version: Envelope,
  { collection, document, replaced = {} }: JournalEntry,
): Envelope[] {
  if (Object.keys(replaced).every((path) => version.stamps[path] === document.stamps[path])) return [];
  return overlapsOf(collection, merge(document, version, withReplaced(document, replaced)));
}

function entryWith({ collection, document }: JournalEntry, replaced: Replaced): JournalEntry {
  return { collection, document, ...(Object.keys(replaced).length > 0 && { replaced }) };
}

function isOf(deviceId: string, stamp: string | undefined): boolean {
  return deviceOf(stamp ?? "") === deviceId;
}
