import type { JournalEntry } from "#shared/contract/bridge.ts";
import { pullLimit } from "#shared/contract/replication.ts";
import { collections } from "#shared/model/envelope.ts";
import { merge } from "#shared/rules/merge.ts";
import { unlessAborted } from "../sync/bell.ts";
import { type NewHeldRow, readable } from "../sync/held-rows.ts";
import type { HubClient } from "../sync/hub-client.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";

type Pages = AsyncIterable<readonly JournalEntry[]>;

/** What the hub has for this desk, page by page. Throws `HubUnavailable`. */
export async function* pagesOfHub(
  client: Pick<HubClient, "pull">,
  onUnreadable: (rows: readonly NewHeldRow[]) => void,
  signal: AbortSignal,
): AsyncGenerator<readonly JournalEntry[]> {
  for (const collection of collections)
    for (let after = 0, isMore = true; isMore;) {
      const page = await client.pull({ collection, after, limit: pullLimit }, signal);
      const { sound, unreadable } = readable(collection, page.documents);
      onUnreadable(unreadable);
      yield sound.map((document) => ({ collection, document }));
      after = page.checkpoint.sequence;
      isMore = page.documents.length === pullLimit;
    }
}

/** The same documents with what waits for the hub, which is on top of them; without those that are gone for good. */
export async function* withPending(pages: Pages, pending: readonly JournalEntry[]) {
  const waiting = new Map(pending.map((entry) => [keyOf(entry), entry]));
  const joined = (entry: JournalEntry): JournalEntry => {
    const newer = waiting.get(keyOf(entry));
    if (!newer) return entry;
    waiting.delete(keyOf(entry));
    return { ...entry, document: merge(newer.document, entry.document, null).document };
  };
  const isKept = ({ document }: JournalEntry) => !document._deleted;
  for await (const page of pages) yield page.map(joined).filter(isKept);
  yield [...waiting.values()].filter(isKept);
}

const keyOf = ({ collection, document }: JournalEntry) => `${collection}/${document.id}`;

interface Batch {
  readonly entries: readonly JournalEntry[];
  readonly isLast: boolean;
}

/** Documents that the window hands over, because only it has them while the hub cannot be asked. */
export interface HandedDocuments {
  readonly wanted: Pick<LiveState<boolean>, "get" | "subscribe">;
  /** Resolves when they are taken, or nobody wants them any more. */
  hand(batch: Batch): Promise<void>;
  /** All that is handed over until the last of it. */
  pages(signal: AbortSignal): AsyncGenerator<readonly JournalEntry[]>;
}

export function createHandedDocuments(): HandedDocuments {
  const wanted = createLiveState(false);
  let next = Promise.withResolvers<Batch>();
  let taken = Promise.withResolvers<void>();
  let turn: Promise<unknown> = Promise.resolve();

  const handOver = async (batch: Batch) => {
    if (!wanted.get()) return;
    next.resolve(batch);
    await taken.promise;
  };
  return {
    wanted,
    async hand(batch) {
      const handed = turn.then(() => handOver(batch));
      turn = handed;
      await handed;
    },
    async *pages(signal) {
      [next, taken] = [Promise.withResolvers(), Promise.withResolvers()];
      wanted.set(true);
      try {
        for (let isLast = false; !isLast;) {
          const batch = await unlessAborted(next.promise, signal);
          yield batch.entries;
          ({ isLast } = batch);
          const done = taken;
          [next, taken] = [Promise.withResolvers(), Promise.withResolvers()];
          if (isLast) wanted.set(false);
          done.resolve();
        }
      } finally {
        wanted.set(false);
        taken.resolve();
      }
    },
  };
}
