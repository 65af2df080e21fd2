import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { BridgeClient } from "./client.ts";

type PendingDoor = Pick<BridgeClient["journal"], "pending">;

/** What the hub has not acknowledged, oldest change first. A document that is changed meanwhile comes again on a later page. */
export async function* pendingPages(
  journal: PendingDoor,
  signal?: AbortSignal,
): AsyncGenerator<readonly JournalEntry[], void, void> {
  let page = await journal.pending({}, { signal });
  yield page.entries;
  while (page.next !== null) {
    page = await journal.pending({ after: page.next }, { signal });
    yield page.entries;
  }
}

/** All of that, each document once. */
export async function pendingChanges(journal: PendingDoor, signal?: AbortSignal): Promise<JournalEntry[]> {
  const byDocument = new Map<string, JournalEntry>();
  for await (const entries of pendingPages(journal, signal))
    for (const entry of entries) byDocument.set(`${entry.collection}/${entry.document.id}`, entry);
  return [...byDocument.values()];
}
