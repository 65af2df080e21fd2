import * as z from "zod";
import { CollectionName, collections } from "#shared/model/envelope.ts";
import type { FeedChange } from "#shared/contract/replication.ts";
import type { Database } from "../db/database.ts";
import type { HubLog } from "../log.ts";

const channel = "autosell_feed";

/** Wakes desks up: what one desk pushed, on this node or another, is told to the others of its dealership. */
export interface FeedWatch extends AsyncDisposable {
  /** Tells every node; never fails, because the poll finds what a lost message does not say. */
  announce(tenantId: string, change: FeedChange): void;
  /** Every one of these feeds that has rows, then each as it grows, until the signal. */
  watch(
    tenantId: string,
    visible: ReadonlySet<CollectionName>,
    signal: AbortSignal,
  ): AsyncGenerator<FeedChange, void, void>;
}

const Message = z.tuple([z.guid(), CollectionName, z.int()]);

const readHeads = `
  SELECT collection, sequence
    FROM unnest($2::text[]) AS wanted (collection),
         LATERAL (SELECT max(sequence) AS sequence FROM documents
                   WHERE tenant_id = $1 AND documents.collection = wanted.collection) AS head
   WHERE sequence IS NOT NULL`;

type Watcher = (change: FeedChange) => void;

export async function openFeedWatch(options: {
  database: Database;
  log: HubLog;
  /** How often feeds are looked at in case a message got lost: milliseconds. */
  pollEvery: number;
}): Promise<FeedWatch> {
  const { database, log, pollEvery } = options;
  const watchersByTenant = new Map<string, Set<Watcher>>();
  const announcer = createAnnouncer(database, log);

  const tell = (tenantId: string, change: FeedChange) => {
    for (const watcher of watchersByTenant.get(tenantId) ?? []) watcher(change);
  };
  const look = async (tenantId: string) => {
    for (const change of await headsOf(database, tenantId)) tell(tenantId, change);
  };
  const lookAtAll = async () => {
    try {
      for (const tenantId of watchersByTenant.keys()) await look(tenantId);
    } catch (error) {
      log.error("feedPollFailed", error);
    }
  };
  const heard = (message: string) => {
    const [tenantId, change] = read(message) ?? [];
    if (tenantId && change) tell(tenantId, change);
  };

  const ears = await database.listen(channel, heard, () => void lookAtAll());
  const poll = setInterval(() => void lookAtAll(), pollEvery);

  return {
    announce: (tenantId, change) => announcer.announce(tenantId, change),
    async *watch(tenantId, visible, signal) {
      const growth = grown(visible);
      const watchers = watchersByTenant.get(tenantId) ?? new Set();
      watchersByTenant.set(tenantId, watchers.add(growth.note));
      try {
        for (const change of await headsOf(database, tenantId)) growth.note(change);
        yield* growth.until(signal);
      } finally {
        watchers.delete(growth.note);
        if (watchers.size === 0) watchersByTenant.delete(tenantId);
      }
    },
    async [Symbol.asyncDispose]() {
      clearInterval(poll);
      await ears[Symbol.asyncDispose]();
      await announcer.settled();
    },
  };
}

async function headsOf(database: Database, tenantId: string): Promise<FeedChange[]> {
  return database.inTenant(tenantId, (transaction) =>
    transaction.rows<FeedChange>(readHeads, [tenantId, collections]),
  );
}

function read(message: string): [string, FeedChange] | null {
  try {
    const [tenantId, collection, sequence] = Message.parse(JSON.parse(message));
    return [tenantId, { collection, sequence }];
  } catch {
    return null;
  }
}

/** What a watcher has not been told yet: the latest of each feed, never the same or an older one twice. */
function grown(visible: ReadonlySet<CollectionName>): {
  note: Watcher;
  until(signal: AbortSignal): AsyncGenerator<FeedChange, void, void>;
} {
  const told = new Map<string, number>();
  const waiting = new Map<string, FeedChange>();
  let wake = () => {};
  return {
    note(change) {
      if (!visible.has(change.collection) || change.sequence <= (told.get(change.collection) ?? 0)) return;
      told.set(change.collection, change.sequence);
      waiting.set(change.collection, change);
      wake();
    },
    async *until(signal) {
      signal.addEventListener("abort", () => wake(), { once: true });
      while (!signal.aborted) {
        const changes = [...waiting.values()];
        waiting.clear();
        yield* changes;
        if (waiting.size > 0 || signal.aborted) continue;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

/** Sends messages one statement at a time; pushes that happen meanwhile are told together, the latest for each feed. */
function createAnnouncer(database: Database, log: HubLog) {
  const waiting = new Map<string, string>();
  let sending: Promise<void> | null = null;

  const send = async () => {
    while (waiting.size > 0) {
      const messages = [...waiting.values()];
      waiting.clear();
      for (const message of messages) await database.notify(channel, message);
    }
  };
  return {
    announce(tenantId: string, { collection, sequence }: FeedChange) {
      waiting.set(`${tenantId} ${collection}`, JSON.stringify([tenantId, collection, sequence]));
      sending ??= send()
        .catch((error: unknown) => void log.error("feedNoticeFailed", error))
        .finally(() => (sending = null));
    },
    settled: async () => void (await sending),
  };
}
