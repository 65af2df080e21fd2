import { replicateRxCollection, type RxReplicationState } from "rxdb/plugins/replication";
import { type Checkpoint, pushLimit } from "#shared/contract/replication.ts";
import {
  type CollectionName,
  collections as collectionNames,
  type Envelope,
} from "#shared/model/envelope.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { follow } from "#renderer/bridge/follow.ts";
import type { Collections } from "./database.ts";
import { createExchange, type Exchange, type ExchangeParts } from "./exchange.ts";
import { createPatience } from "./patience.ts";

/** Rows of one pull. Larger ones sync faster and make the window stand still longer. */
export const pullBatch = 500;

interface Replicated {
  readonly exchange: Exchange;
  readonly state: RxReplicationState<Envelope, Checkpoint>;
}

/** Keeps every collection in step with the hub, through main, for as long as it is not disposed. */
export interface Replication extends AsyncDisposable {
  /** Resolves when everything was exchanged at least once and nothing waits. For tests and benchmarks. */
  settled(): Promise<void>;
}

export function startReplication(
  collections: Collections,
  bridge: BridgeClient,
  parts: Omit<ExchangeParts, "sync" | "onOtherHistory">,
): Replication {
  const stop = new AbortController();
  const patience = createPatience(stop.signal);
  const begin = () =>
    new Map<CollectionName, Replicated>(
      collectionNames.map((name) => {
        const exchange = createExchange(name, patience, { ...parts, sync: bridge.sync, onOtherHistory });
        return [name, { exchange, state: replicate(name, collections, exchange) }];
      }),
    );
  let replicated = new Map<CollectionName, Replicated>();
  const states = () => [...replicated.values()].map(({ state }) => state);
  let renewing: Promise<void> | null = null;
  /**
   * Forgets how far it was exchanged. Everything of the hub is pulled and everything of here is offered, which the hub leaves as it is
   * where it has the same, and else is merged.
   */
  const renew = async () => {
    await Promise.all(states().map((state) => state.remove()));
    if (!stop.signal.aborted) replicated = begin();
  };
  const onOtherHistory = () => void (renewing ??= renew().finally(() => (renewing = null)));
  replicated = begin();

  void follow(
    (signal) => bridge.sync.changes(undefined, { signal }),
    ({ collection, sequence }) => {
      patience.wake();
      // Asked for while it begins anew, the state is one that has ended; the new one pulls by itself.
      const { exchange, state } = replicated.get(collection)!;
      if (exchange.isNews(sequence)) state.reSync();
    },
    stop.signal,
  );
  void follow(
    (signal) => bridge.sync.status(undefined, { signal }),
    ({ connection }) => connection === "online" && patience.wake(),
    stop.signal,
  );

  return {
    async settled() {
      await renewing;
      await Promise.all(states().map((state) => state.awaitInSync()));
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await renewing;
      await Promise.all(states().map((state) => state.cancel()));
    },
  };
}

function replicate(name: CollectionName, collections: Collections, exchange: Exchange) {
  return replicateRxCollection<Envelope, Checkpoint>({
    replicationIdentifier: "hub",
    collection: collections[name],
    live: true,
    // The exchange has its own backoff; this is only how soon RxDB notices that it was cancelled.
    retryTime: 50,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: { batchSize: pullBatch, handler: (after, limit) => exchange.pull(after, limit) },
    push: { batchSize: pushLimit, handler: (rows) => exchange.push(rows) },
  });
}
