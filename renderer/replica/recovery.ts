import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { HybridLogicalClock } from "#shared/rules/hybrid-logical-clock.ts";
import { merge, withReplaced } from "#shared/rules/merge.ts";
import type { Documents } from "./documents.ts";

/**
 * Puts what the journal holds back into the replica: every change that the hub has not acknowledged. Merging is
 * idempotent, so it does not matter how much of it the window's own database still has.
 */
export async function recover(
  entries: readonly JournalEntry[],
  documents: Documents,
  clock: HybridLogicalClock,
): Promise<void> {
  for (const { document } of entries) {
    Object.values(document.stamps).forEach((stamp) => clock.resume(stamp));
  }
  await documents.restore(
    entries.map(({ collection, document }) => ({
      collection,
      id: document.id,
      next: (current) => (current ? merge(current, document, null).document : document),
    })),
    entries.flatMap(({ collection, document, replaced }) =>
      replaced ? [{ collection, document: withReplaced(document, replaced) }] : [],
    ),
  );
}
