import type { HistoryEntry } from "#renderer/replica/history.ts";
import type { Access } from "#renderer/ui/access.tsx";

/** Whether somebody may take a line back: all that it changed has to be theirs to change. */
export function mayTakeBack({ kind, change }: HistoryEntry, { changes }: Pick<Access, "changes">): boolean {
  if (kind === "cost-change") return changes("vehicle-cost");
  const isOfPhotos = change.act.startsWith("photos");
  const kinds = change.changes.map(({ photoId }) => (isOfPhotos || photoId ? "photo" : "vehicle"));
  return kinds.length > 0 ? kinds.every(changes) : changes("vehicle");
}

/** Whether somebody may have a car be what it was, its photos among it. */
export function mayGoBack({ changes }: Pick<Access, "changes">): boolean {
  return changes("vehicle") && changes("photo");
}
