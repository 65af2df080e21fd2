import { replicateRxCollection, type RxReplicationState } from "rxdb/plugins/replication";
import { type Checkpoint, type FeedChange, pushLimit } from "#shared/contract/replication.ts";
import {
  type CollectionName,
  collections as collectionNames,
  type Envelope,
} from "#shared/model/envelope.ts";
import { type ArrivalNotes, type ArrivalPlace, openArrivalNotes } from "./arrival-notes.ts";
import { type ArrivedRows, createArrivedRows } from "./arrived-rows.ts";
import type { Collections } from "./database.ts";
import { createEarlyPushes, type EarlyPushes } from "./early-pushes.ts";
import { createExchange, type Exchange, type ExchangeParts } from "./exchange.ts";
import { type Arrival, bringAll } from "./first-sync.ts";
import { createPatience, type Patience } from "./patience.ts";

export interface SessionParts extends ExchangeParts {
  readonly collections: Collections;
  /** `anew` leaves nothing of what is here unexamined; `on` goes on from where it was, the first sync too. */
  readonly mode: "on" | "anew";
  /** Null once it is here. */
  readonly onArrival: (name: CollectionName, arrival: Arrival | null) => void;
}

/** The replication of all collections with a hub, for as long as the hub's history is the same. */
export interface Session {
  hear(change: FeedChange): void;
  wake(): void;
  /** Resolves when all was exchanged and nothing waits, and when the session ends. */
  settled(): Promise<void>;
  /** Ends, and forgets all that was noted of what the hub has. */
  forget(): Promise<void>;
  end(): Promise<void>;
}

/** Rows of one pull. Larger ones sync faster and make the window stand still longer. */
const pullBatch = 500;

interface Replicated {
  readonly exchange: Exchange;
  readonly rows: ArrivedRows;
  readonly state: RxReplicationState<Envelope, Checkpoint>;
}

export function startSession(parts: SessionParts): Session {
  const stop = new AbortController();
  const patience = createPatience(stop.signal);
  const replicated = new Map(collectionNames.map((name) => [name, replicate(name, patience, parts)]));
  const states = [...replicated.values()].map(({ state }) => state);
  const started = parts.mode === "anew" ? startAll(replicated, parts) : arrive(replicated, patience, parts);
  // It fails only where the session ends, which whoever ends it knows.
  const arrived = started.catch(() => undefined);
  const ended = new Promise((resolve) => stop.signal.addEventListener("abort", resolve));
  const end = async () => {
    stop.abort();
    await arrived;
  };

  return {
    hear({ collection, sequence }) {
      // While a collection arrives its state hears nothing; it pulls by itself when it starts.
      const { exchange, state } = replicated.get(collection)!;
      if (exchange.isNews(sequence)) state.reSync();
    },
    wake: () => patience.wake(),
    async settled() {
      const exchanged = arrived.then(() => Promise.all(states.map((state) => state.awaitInSync())));
      await Promise.race([exchanged, ended]);
    },
    async forget() {
      await end();
      await Promise.all(states.map((state) => state.remove()));
    },
    async end() {
      await end();
      await Promise.all(states.map((state) => state.cancel()));
    },
  };
}

type All = ReadonlyMap<CollectionName, Replicated>;

async function startAll(replicated: All, { onArrival }: SessionParts): Promise<void> {
  await Promise.all([...replicated.values()].map(({ state }) => state.start()));
  for (const name of replicated.keys()) onArrival(name, null);
}

/** Cars first, which the desk is of use with; then their photos, and beside them what is told of them. */
async function arrive(replicated: All, patience: Patience, parts: SessionParts): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const bring = await startKnown(replicated, patience, parts, stack);
  await bring("settings");
  await bring("vehicles");
  await Promise.all([bring("photos"), bring("deals").then(() => bring("activity"))]);
}

/** Starts at once what was brought before; the answer brings and starts one of the others. */
async function startKnown(
  replicated: All,
  patience: Patience,
  { collections, onArrival, onOtherHistory }: SessionParts,
  stack: AsyncDisposableStack,
): Promise<(name: CollectionName) => Promise<void>> {
  const fresh = new Map<CollectionName, ArrivalNotes>();
  const early = new Map<CollectionName, EarlyPushes>();
  const start = async (name: CollectionName) => {
    await replicated.get(name)!.state.start();
    onArrival(name, null);
  };
  const open = async ([name, { state, rows, exchange }]: [CollectionName, Replicated]) => {
    const notes = stack.use(await openArrivalNotes(collections[name], state));
    if (notes.place || notes.isUntouched) rows.vouch();
    if (!notes.isUntouched) return start(name);
    fresh.set(name, notes);
    const pushes = createEarlyPushes({ collection: collections[name], exchange, rows, patience });
    stack.defer(() => pushes.stop());
    early.set(name, pushes);
    if (notes.place) onArrival(name, notes.place);
  };
  await Promise.all([...replicated].map(open));
  // The cars were brought by an earlier run, which did not come to their photos.
  if (fresh.has("photos") && !fresh.has("vehicles") && !fresh.get("photos")?.place)
    onArrival("photos", { done: 0, total: 0 });
  return async (name) => {
    const notes = fresh.get(name);
    if (!notes) return;
    const { exchange, rows } = replicated.get(name)!;
    const onPlace = (place: ArrivalPlace) => {
      onArrival(name, place);
      for (const pushes of early.values()) pushes.look();
    };
    await bringAll({ exchange, rows, notes, patience, onPlace, onOtherHistory });
    await early.get(name)!.stop();
    await start(name);
  };
}

function replicate(name: CollectionName, patience: Patience, parts: SessionParts): Replicated {
  const exchange = createExchange(name, patience, parts);
  const rows = createArrivedRows(parts.collections[name]);
  const state = replicateRxCollection<Envelope, Checkpoint>({
    replicationIdentifier: "hub",
    collection: parts.collections[name],
    live: true,
    autoStart: false,
    // The exchange has its own backoff; this is only how soon RxDB notices that it was cancelled.
    retryTime: 50,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: {
      batchSize: pullBatch,
      async handler(after, limit) {
        const page = await exchange.pull(after, limit);
        const context = await state.internalReplicationState!.downstreamBulkWriteFlag;
        await patience.call(() => rows.refresh(page.documents, context));
        return page;
      },
    },
    push: {
      batchSize: pushLimit,
      handler: async (changes) => exchange.push(await patience.call(() => rows.withBases(changes))),
    },
  });
  return { exchange, rows, state };
}
