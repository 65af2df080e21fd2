import type { SyncStatus } from "#shared/contract/bridge.ts";
import {
  type FeedChange,
  type PullRequest,
  type PullResponse,
  pushLimit,
  type PushRequest,
  type PushResponse,
  type SnapshotRequest,
  type SnapshotResponse,
} from "#shared/contract/replication.ts";
import { type CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { merge } from "#shared/rules/merge.ts";
import { mayChange } from "#shared/rules/rights.ts";
import type { Log } from "../log.ts";
import { streamUntil } from "./bell.ts";
import type { BlobDownloads } from "./blob-downloads.ts";
import type { BlobUploads } from "./blob-uploads.ts";
import { createChangeFeed } from "./change-feed.ts";
import { type Connectivity, whileOnline } from "./connectivity.ts";
import { readable, refusedRows } from "./held-rows.ts";
import type { HubClient } from "./hub-client.ts";
import { HubUnavailable } from "./hub-unavailable.ts";
import type { Journal } from "./journal.ts";
import { createLiveState, type LiveState, watch } from "./live-state.ts";

/** Everything that goes on between this desk and the hub, and how it stands. */
export interface SyncEngine {
  readonly status: Pick<LiveState<SyncStatus>, "get" | "subscribe">;
  pull(request: PullRequest, signal: AbortSignal): Promise<PullResponse>;
  snapshot(request: SnapshotRequest, signal: AbortSignal): Promise<SnapshotResponse>;
  /**
   * Forwards rows and tells the journal what the hub has now. A row that the hub rejects for good is held by the journal: it
   * is the only durable copy of what somebody typed, and waits for a person instead of the hub.
   */
  push(request: PushRequest, signal: AbortSignal): Promise<PushResponse>;
  /** Whether rows are on their way to the hub now. */
  isPushing(): boolean;
  createPairingCode(signal: AbortSignal): Promise<{ code: string; expiresAt: string }>;
  /** Asks the hub for something that is not exchange. */
  ask: HubClient["ask"];
  changes(signal: AbortSignal): AsyncGenerator<FeedChange, void, void>;
  /** Looks for the hub at once, cuts every pause before another try short, and has every feed asked for what is new. */
  refresh(): void;
  /** The background loops; ends when the signal aborts and they have all stopped. */
  run(signal: AbortSignal): Promise<void>;
}

export interface SyncEngineOptions {
  readonly client: HubClient;
  readonly connectivity: Connectivity;
  readonly journal: Journal;
  readonly uploads: BlobUploads;
  readonly downloads: BlobDownloads;
  readonly log: Log;
  /** The hub says what this desk's person is. */
  readonly onRole: (role: Role) => Promise<void>;
  readonly now?: () => number;
}

export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { client, connectivity, journal, uploads, downloads, log, onRole, now = Date.now } = options;
  const feed = createChangeFeed();
  const lastExchangeAt = createLiveState<string | null>(null);
  let pushes = 0;
  const exchanged = () => lastExchangeAt.set(new Date(now()).toISOString());
  const status = createLiveState(statusOf(options, null));
  const sources = [connectivity.state, journal.waiting, uploads.waiting, downloads.toFetch, lastExchangeAt];
  for (const source of sources) source.subscribe(() => status.set(statusOf(options, lastExchangeAt.get())));

  /** A call that the switch and a lost connection cut short alike. */
  const withHub = async <T>(signal: AbortSignal, act: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const { connection, reason } = connectivity.state.get();
    if (connection === "offline")
      throw new HubUnavailable(
        reason === "deviceRemoved" || reason === "notPaired" ? "signInAgain" : "offline",
      );
    const period = connectivity.period();
    try {
      const answer = await act(AbortSignal.any([signal, period]));
      exchanged();
      return answer;
    } catch (error) {
      if (period.aborted && !signal.aborted) throw new HubUnavailable("offline", error);
      if (error instanceof HubUnavailable) connectivity.look();
      throw error;
    }
  };

  /** The rows that can be read; the others are held. */
  const soundOf = async (collection: CollectionName, documents: readonly unknown[]): Promise<Envelope[]> => {
    const { sound, unreadable } = readable(collection, documents);
    if (unreadable.length === 0) return sound;
    await journal.hold(unreadable);
    log.info("rows of the hub could not be read", { collection, rows: unreadable.length });
    return sound;
  };
  /** Filled up where rows cannot be read, because a short page would say that the feed is at its end. */
  const pullPage = async (request: PullRequest, signal: AbortSignal): Promise<PullResponse> => {
    const answer = await withHub(signal, (until) => client.pull(request, until));
    const sound = await soundOf(request.collection, answer.documents);
    const missing = answer.documents.length - sound.length;
    if (missing === 0 || answer.documents.length < request.limit) return { ...answer, documents: sound };
    const after = answer.checkpoint.sequence;
    const rest = await pullPage({ ...request, after, limit: missing }, signal);
    return { ...rest, documents: [...sound, ...rest.documents] };
  };

  let known: { readonly history: string; readonly role: Role } | null = null;
  const mayWrite = (kind: string) => known === null || mayChange(known.role, kind);
  /** A hub that was restored lacks the photo files that came after its backup; from another role it may take what it refused. */
  const noteHub = ({ role, checkpoint: { history } }: PullResponse) => {
    if (known && known.history !== history) uploads.doubt();
    else if (known && known.role !== role) uploads.retry();
    known = { history, role };
  };
  const received = async (collection: CollectionName, page: PullResponse) => {
    const { documents } = page;
    await onRole(page.role);
    noteHub(page);
    await journal.acknowledge(collection, documents, mayWrite);
    if (collection === "photos" || collection === "settings") await downloads.notice(documents);
  };

  const push: SyncEngine["push"] = async (request, signal) => {
    pushes += 1;
    const pushed = withHub(signal, (until) => client.push(request, until));
    const answer = await pushed.finally(() => (pushes -= 1));
    await journal.hold(refusedRows(request, answer));
    await journal.acknowledge(request.collection, versionsAtHub(request, answer), mayWrite);
    await journal.acknowledge(request.collection, versionsHeld(request, answer));
    for (const { id, reason } of answer.rejected) log.info("the hub rejected a row", { id, reason });
    return answer;
  };

  return {
    status,
    async pull(request, signal) {
      const page = await pullPage(request, signal);
      await received(request.collection, page);
      return page;
    },
    async snapshot(request, signal) {
      const answer = await withHub(signal, (until) => client.snapshot(request, until));
      const page = { ...answer, documents: await soundOf(request.collection, answer.documents) };
      await received(request.collection, page);
      return page;
    },
    push,
    isPushing: () => pushes > 0,
    createPairingCode: (signal) => withHub(signal, (until) => client.createPairingCode(until)),
    ask: (act, signal) => withHub(signal, (until) => client.ask(act, until)),
    changes: (signal) => feed.listen(signal),
    refresh() {
      connectivity.hurry();
      uploads.retry();
      if (connectivity.state.get().connection === "online") feed.publishAll();
    },
    async run(signal) {
      const listening = async (until: AbortSignal) => {
        const changes = await client.changes(until);
        feed.publishAll();
        for await (const change of streamUntil(changes, until)) feed.publish(change);
        // A hub that is going down ends its streams politely.
        if (!until.aborted) connectivity.look();
      };
      const telling = (until: AbortSignal) => tellOverlaps(journal.overlaps, push, until);
      await Promise.all([
        connectivity.run(signal),
        whileOnline(connectivity, signal, telling, log),
        whileOnline(connectivity, signal, listening, log),
        whileOnline(connectivity, signal, (until) => uploads.run(until), log),
        whileOnline(connectivity, signal, (until) => downloads.run(until), log),
      ]);
    },
  };
}

/** Sends the overlaps that no window may know of as they are put in; each window gets them by the feed. */
async function tellOverlaps(
  overlaps: Journal["overlaps"],
  push: SyncEngine["push"],
  signal: AbortSignal,
): Promise<void> {
  for await (const documents of watch(overlaps, signal)) {
    let rows = documents
      .slice(0, pushLimit)
      .map((document) => ({ document, assumed: null as Envelope | null }));
    while (rows.length > 0) {
      const { conflicts, rejected } = await push({ collection: "activity", rows }, signal);
      const refused = new Set(rejected.map(({ id }) => id));
      const masters = new Map(conflicts.map((master) => [master.id, master]));
      // Somebody has settled it already, or tells of the same photo on another car.
      rows = rows.flatMap(({ document }) => {
        const master = masters.get(document.id);
        if (!master || refused.has(document.id)) return [];
        const merged = merge(document, master, null).document;
        return isSame(merged, master) ? [] : [{ document: merged, assumed: master }];
      });
    }
  }
}

/** Accepted rows as they were pushed, and the hub's own versions of those in conflict. */
function versionsAtHub({ rows }: PushRequest, { conflicts, rejected }: PushResponse): Envelope[] {
  const refused = new Set(rejected.map(({ id }) => id));
  const masters = conflicts.filter(({ id }) => !refused.has(id));
  const elsewhere = new Set([...refused, ...conflicts.map(({ id }) => id)]);
  const accepted = rows.flatMap(({ document }) => {
    const parsed = Envelope.safeParse(document);
    return parsed.success && !elsewhere.has(parsed.data.id) ? [parsed.data] : [];
  });
  return [...accepted, ...masters];
}

/**
 * Refused rows joined with the hub's own. Where the merge of an earlier push was journalled after such a row was sent, that is all
 * there is in it, and nothing would ever send it: the replica has the hub's version in place of the refused one.
 */
function versionsHeld({ rows }: PushRequest, { conflicts, rejected }: PushResponse): Envelope[] {
  const refused = new Set(rejected.map(({ id }) => id));
  const masters = new Map(conflicts.map((master) => [master.id, master]));
  return rows.flatMap(({ document }) => {
    const parsed = Envelope.safeParse(document);
    if (!parsed.success || !refused.has(parsed.data.id)) return [];
    const master = masters.get(parsed.data.id);
    return master && !master._deleted ? [merge(parsed.data, master, null).document] : [];
  });
}

function statusOf(
  { connectivity, journal, uploads, downloads }: SyncEngineOptions,
  lastExchangeAt: string | null,
): SyncStatus {
  return {
    ...connectivity.state.get(),
    changesWaiting: journal.waiting.get(),
    photosWaiting: uploads.waiting.get(),
    picturesToFetch: downloads.toFetch.get(),
    lastExchangeAt,
  };
}
