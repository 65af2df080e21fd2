import type { CollectionName } from "#shared/model/envelope.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { follow } from "#renderer/bridge/follow.ts";
import type { Collections } from "./database.ts";
import type { ExchangeParts } from "./exchange.ts";
import { type Arrival, pageSize } from "./first-sync.ts";
import { liveCell, type LiveValue } from "./live-value.ts";
import { type SessionParts, startSession } from "./replication-session.ts";

/** What this desk is being sent of what the hub had when it joined. A page is no time worth telling of. */
export type Arrivals = Readonly<Partial<Record<CollectionName, Arrival>>>;

/** Keeps every collection in step with the hub, through main, for as long as it is not disposed. */
export interface Replication extends AsyncDisposable {
  readonly arrivals: LiveValue<Arrivals>;
  /** Whether the hub has photos that are not here: false as well where it was never heard of. */
  readonly photosComing: LiveValue<boolean>;
  /** Resolves when everything was exchanged at least once and nothing waits. For tests and benchmarks. */
  settled(): Promise<void>;
}

type Parts = Omit<ExchangeParts, "sync" | "onOtherHistory">;

export function startReplication(collections: Collections, bridge: BridgeClient, parts: Parts): Replication {
  const stop = new AbortController();
  const arrivals = liveCell<Arrivals>({});
  const photosComing = liveCell(false);
  let photosHere = false;
  const onArrival = (name: CollectionName, arrival: Arrival | null) => {
    const { [name]: before, ...others } = arrivals.get();
    // What comes in one page is here before anybody has read of it.
    if (arrival && arrival.total > pageSize) arrivals.set({ ...others, [name]: arrival });
    else if (before) arrivals.set(others);
    photosHere ||= name === "photos" && arrival === null;
    photosComing.set(!photosHere && (arrival !== null || photosComing.get()));
  };
  const begin = (mode: SessionParts["mode"]) =>
    startSession({ ...parts, collections, sync: bridge.sync, mode, onArrival, onOtherHistory });
  let renewing: Promise<void> | null = null;
  /**
   * Forgets how far it was exchanged. Everything of the hub is pulled and everything of here is offered, which the hub leaves as it is
   * where it has the same, and else is merged.
   */
  const renew = async () => {
    await session.forget();
    if (!stop.signal.aborted) session = begin("anew");
  };
  const onOtherHistory = () => void (renewing ??= renew().finally(() => (renewing = null)));
  let session = begin("on");

  void follow(
    (signal) => bridge.sync.changes(undefined, { signal }),
    (change) => {
      session.wake();
      session.hear(change);
    },
    stop.signal,
  );
  void follow(
    (signal) => bridge.sync.status(undefined, { signal }),
    ({ connection }) => connection === "online" && session.wake(),
    stop.signal,
  );

  return {
    arrivals,
    photosComing,
    async settled() {
      for (let settled: unknown; settled !== session;) {
        await renewing;
        settled = session;
        await session.settled();
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await renewing;
      await session.end();
    },
  };
}
