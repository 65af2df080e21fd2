import { createRouterClient, implement } from "@orpc/server";
import { bridge, type DeskDescription, type JournalEntry, type SyncStatus } from "#shared/contract/bridge.ts";
import { type FeedChange, type HeldRow, PushRow, type Rejection } from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { merge } from "#shared/rules/merge.ts";
import { onTopOf } from "#shared/rules/replaced.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { events } from "./event-stream.ts";
import { createFakePictures, type FakePictures } from "./fake-pictures.ts";

/**
 * The network boundary of the window in memory: a hub that keeps the contract of push and pull, and for each desk a main
 * process with a journal that outlives its window. The bridge's contract checks what goes in and out of it.
 */
export interface FakeHub {
  history: string;
  /** It was made before there were snapshots. */
  isOlder: boolean;
  /** Rows of a page of what it has, where more are asked for. */
  mostAtOnce: number;
  /** Becomes what it was after so many versions, in another history, as a hub does that is restored from a backup. */
  restore(versions: number): void;
  /** Every version that was accepted, in feed order. */
  readonly feed: readonly { collection: CollectionName; document: Envelope }[];
  /** `collection` is `vehicles` unless said. */
  master(id: string, collection?: CollectionName): Envelope | undefined;
  /** Rows that this answers with a rejection are refused. */
  refuse: (document: Envelope) => Rejection | null;
  push(
    collection: CollectionName,
    rows: readonly unknown[],
  ): { conflicts: Envelope[]; rejected: Rejection[] };
  pull(collection: CollectionName, after: number, limit: number): { documents: Envelope[]; sequence: number };
  /** All masters of a collection in order of id, those behind `after`. */
  snapshot(collection: CollectionName, after: string, limit: number): Envelope[];
  onChange(listener: (change: FeedChange) => void): () => void;
}

export function createFakeHub(): FakeHub {
  const feed: { collection: CollectionName; document: Envelope }[] = [];
  const masters = new Map<string, { document: Envelope; sequence: number }>();
  const listeners = new Set<(change: FeedChange) => void>();

  const hub: FakeHub = {
    history: crypto.randomUUID(),
    isOlder: false,
    mostAtOnce: Infinity,
    feed,
    master: (id, collection = "vehicles") => masters.get(`${collection}/${id}`)?.document,
    refuse: () => null,
    push(collection, rows) {
      const conflicts: Envelope[] = [];
      const rejected: Rejection[] = [];
      const before = feed.length;
      for (const row of rows) {
        const { document, assumed } = PushRow.parse(row);
        const master = hub.master(document.id, collection);
        const rejection = hub.refuse(document);
        if (rejection) {
          rejected.push(rejection);
          conflicts.push(master ?? { ...document, data: {}, stamps: {}, _deleted: true });
        } else if (master && !isSame(master, assumed) && !isSame(master, document)) conflicts.push(master);
        else if (!master || !isSame(master, document)) {
          feed.push({ collection, document });
          masters.set(`${collection}/${document.id}`, { document, sequence: feed.length });
        }
      }
      if (feed.length > before) listeners.forEach((tell) => tell({ collection, sequence: feed.length }));
      return { conflicts, rejected };
    },
    pull(collection, after, limit) {
      const rows = feed
        .map(({ collection, document }, index) => ({ collection, document, sequence: index + 1 }))
        .filter((row) => row.sequence > after && row.collection === collection)
        .filter(
          ({ document, sequence }) => masters.get(`${collection}/${document.id}`)?.sequence === sequence,
        )
        .slice(0, limit);
      return { documents: rows.map(({ document }) => document), sequence: rows.at(-1)?.sequence ?? after };
    },
    snapshot: (collection, after, limit) =>
      [...masters]
        .filter(([name]) => name.startsWith(`${collection}/`))
        .map(([, { document }]) => document)
        .filter(({ id }) => id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    restore(versions) {
      feed.length = versions;
      masters.clear();
      feed.forEach(({ collection, document }, index) =>
        masters.set(`${collection}/${document.id}`, { document, sequence: index + 1 }),
      );
      hub.history = crypto.randomUUID();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return hub;
}

/** One desk's main process: what survives when its window is closed, killed or wiped. */
export interface FakeMain {
  readonly desk: DeskDescription;
  readonly bridge: BridgeClient;
  /** The journal's entries by `collection/id`. */
  readonly journal: ReadonlyMap<string, JournalEntry>;
  readonly pictures: FakePictures;
  online: boolean;
  /** Main does not answer at all, as while the browser host restarts. */
  deaf: boolean;
  /** Awaited between the hub's answer to a pull, or to the second page of a first sync and those behind it, and the window's having it. */
  underWay: () => Promise<void>;
  /** Awaited before the journal takes what it is given. */
  keeping: () => Promise<void>;
}

export function createFakeMain(
  hub: FakeHub,
  desk: Partial<DeskDescription> & { tenantId: string },
): FakeMain {
  const journal = new Map<string, JournalEntry>();
  const held = new Map<string, HeldRow>();
  const bells = new Set<() => void>();
  const { tenantId, deviceId = crypto.randomUUID(), ...rest } = desk;
  let online = true;
  let deaf = false;
  let underWay = async () => {};
  let keeping = async () => {};

  const acknowledge = (collection: CollectionName, versions: readonly Envelope[]) => {
    for (const version of versions) {
      const entry = journal.get(`${collection}/${version.id}`);
      if (entry && isSame(merge(version, entry.document, null).document, version)) {
        journal.delete(`${collection}/${version.id}`);
      }
    }
  };
  const pictures = createFakePictures();
  const router = routerOf({
    hub,
    deviceId,
    journal,
    acknowledge,
    isOnline: () => online,
    isDeaf: () => deaf,
    underWay: () => underWay(),
    keeping: () => keeping(),
    onBell: (ring) => (bells.add(ring), () => void bells.delete(ring)),
    bells: { ring: () => bells.forEach((ring) => ring()) },
    held,
  });
  return {
    desk: {
      host: "browser",
      version: "0.0.0",
      deviceId,
      deskName: "Front desk",
      dealership: { tenantId, start: "empty" },
      photoBase: "/photo/",
      fileDialog: "window",
      dragOut: "window",
      replica: "",
      role: "owner",
      outgrown: false,
      person: null,
      printing: "window",
      lastStamp: "",
      ...rest,
    },
    // Only what begins a dealership and what draws a sample is missing.
    bridge: createRouterClient({ ...router, ...pictures.routes }) as unknown as BridgeClient,
    journal,
    pictures,
    get online() {
      return online;
    },
    set online(value) {
      online = value;
      bells.forEach((ring) => ring());
    },
    get deaf() {
      return deaf;
    },
    set deaf(value) {
      deaf = value;
      bells.forEach((ring) => ring());
    },
    get underWay() {
      return underWay;
    },
    set underWay(value) {
      underWay = value;
    },
    get keeping() {
      return keeping;
    },
    set keeping(value) {
      keeping = value;
    },
  };
}

interface RouterParts {
  readonly hub: FakeHub;
  readonly deviceId: string;
  readonly journal: Map<string, JournalEntry>;
  readonly acknowledge: (collection: CollectionName, versions: readonly Envelope[]) => void;
  readonly isOnline: () => boolean;
  readonly isDeaf: () => boolean;
  readonly underWay: FakeMain["underWay"];
  readonly keeping: FakeMain["keeping"];
  readonly onBell: (ring: () => void) => () => void;
  readonly bells: { ring(): void };
  /** What main holds for a person, by its id. */
  readonly held: Map<string, HeldRow>;
}

function routerOf(parts: RouterParts) {
  const { hub, journal, acknowledge, isOnline, isDeaf, onBell, bells, held } = parts;
  const hold = (collection: CollectionName, rows: readonly unknown[], rejected: readonly Rejection[]) => {
    for (const { id, reason, detail } of rejected) {
      const document = rows.map((row) => PushRow.parse(row).document).find((one) => one.id === id)!;
      const row = { collection, document, reason, detail };
      if ([...held.values()].some((one) => isSame(one.document, document))) continue;
      const heldId = crypto.randomUUID();
      held.set(heldId, { ...row, heldId, at: new Date().toISOString() });
      if (isSame(journal.get(`${collection}/${id}`)?.document, document))
        journal.delete(`${collection}/${id}`);
    }
    if (rejected.length > 0) bells.ring();
  };
  const hearing = implement(bridge).use(async ({ next }) => {
    if (isDeaf()) throw new Error("The socket is closed");
    return next();
  });
  return {
    sync: {
      pull: hearing.sync.pull.handler(async ({ input, errors }) => {
        if (!isOnline()) throw errors.offline();
        const { documents, sequence } = hub.pull(input.collection, input.after, input.limit);
        const page = structuredClone(documents);
        await parts.underWay();
        return { documents: page, checkpoint: { sequence, history: hub.history }, role: "owner" };
      }),
      snapshot: hearing.sync.snapshot.handler(async ({ input: { collection, after, ...asked }, errors }) => {
        if (!isOnline()) throw errors.offline();
        if (hub.isOlder) throw errors.notOffered();
        const limit = Math.min(asked.limit, hub.mostAtOnce);
        const documents = structuredClone(hub.snapshot(collection, after?.id ?? "", limit));
        const last = documents.length === limit ? documents.at(-1) : undefined;
        if (after) await parts.underWay();
        return {
          documents,
          checkpoint: { sequence: hub.feed.length, history: hub.history },
          role: "owner",
          next: last ? { rank: "", id: last.id } : null,
          total: after ? null : hub.snapshot(collection, "", Infinity).length,
        };
      }),
      push: hearing.sync.push.handler(async ({ input, errors }) => {
        if (!isOnline()) throw errors.offline();
        const answer = hub.push(input.collection, structuredClone(input.rows));
        const answered = new Set([...answer.conflicts, ...answer.rejected].map(({ id }) => id));
        const accepted = input.rows
          .map((row) => PushRow.parse(row).document)
          .filter(({ id }) => !answered.has(id));
        acknowledge(input.collection, [...accepted, ...answer.conflicts]);
        hold(input.collection, input.rows, answer.rejected);
        return structuredClone(answer);
      }),
      changes: hearing.sync.changes.handler(async function* ({ signal }) {
        yield* events<FeedChange>(signal, (say) => {
          const all = () => isOnline() && everyFeed.forEach((collection) => say({ collection, sequence: 0 }));
          all();
          const ends = [hub.onChange((change) => isOnline() && say(change)), onBell(all)];
          return () => ends.forEach((end) => end());
        });
      }),
      retry: hearing.sync.retry.handler(() => {
        bells.ring();
        return {};
      }),
      uploads: hearing.sync.uploads.handler(async function* () {
        yield { photos: [] };
      }),
      status: hearing.sync.status.handler(async function* ({ signal }) {
        yield* events<SyncStatus>(signal, (say) => {
          const tell = () => say(statusOf(isOnline(), journal.size));
          tell();
          return onBell(tell);
        });
      }),
    },
    journal: {
      append: hearing.journal.append.handler(async ({ input }) => {
        await parts.keeping();
        for (const entry of structuredClone(input.entries)) {
          const key = `${entry.collection}/${entry.document.id}`;
          const kept = onTopOf(journal.get(key), entry, parts.deviceId);
          journal.delete(key);
          journal.set(key, kept);
        }
        return { waiting: journal.size };
      }),
      pending: hearing.journal.pending.handler(async ({ input }) => {
        const waiting = [...journal.values()].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
        const rest = waiting.filter(({ document }) => document.id > (input?.after ?? ""));
        const entries = structuredClone(rest.slice(0, pendingAtOnce));
        return { entries, next: rest.length > entries.length ? entries.at(-1)!.document.id : null };
      }),
      held: hearing.journal.held.handler(async function* ({ signal }) {
        yield* events<{ rows: HeldRow[] }>(signal, (say) => {
          const tell = () => say({ rows: structuredClone([...held.values()]) });
          tell();
          return onBell(tell);
        });
      }),
      discardHeld: hearing.journal.discardHeld.handler(async ({ input }) => {
        input.heldIds.forEach((id) => held.delete(id));
        bells.ring();
        return {};
      }),
    },
  };
}

/** Few, so that there is more than one page of what waits. */
const pendingAtOnce = 3;

const everyFeed: readonly CollectionName[] = ["vehicles", "photos", "deals", "settings", "activity"];

function statusOf(online: boolean, changesWaiting: number): SyncStatus {
  return {
    connection: online ? "online" : "offline",
    reason: online ? null : "switchedOff",
    since: new Date(0).toISOString(),
    changesWaiting,
    photosWaiting: 0,
    picturesToFetch: 0,
    lastExchangeAt: null,
  };
}
