import type { FeedChange } from "#shared/contract/replication.ts";
import { type CollectionName, collections } from "#shared/model/envelope.ts";
import { createBell } from "./bell.ts";

/** Tells any number of listeners which collections have grown on the hub. */
export interface ChangeFeed {
  publish(change: FeedChange): void;
  /** Every collection: after a gap nobody knows which have grown. */
  publishAll(): void;
  /** Starts with every collection. A slow listener gets the latest of each. */
  listen(signal: AbortSignal): AsyncGenerator<FeedChange, void, void>;
}

export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<(change: FeedChange) => void>();
  const publish = (change: FeedChange) => {
    for (const tell of listeners) tell(change);
  };
  const publishAll = (tell: (change: FeedChange) => void) => {
    for (const collection of collections) tell({ collection, sequence: 0 });
  };

  return {
    publish,
    publishAll: () => publishAll(publish),
    async *listen(signal) {
      const bell = createBell();
      const fresh = new Map<CollectionName, FeedChange>();
      const tell = (change: FeedChange) => {
        fresh.set(change.collection, change);
        bell.ring();
      };
      listeners.add(tell);
      publishAll(tell);
      try {
        while (!signal.aborted) {
          for (const [collection, change] of fresh) {
            fresh.delete(collection);
            yield change;
          }
          if (fresh.size === 0) await bell.wait(signal);
        }
      } finally {
        listeners.delete(tell);
      }
    },
  };
}
