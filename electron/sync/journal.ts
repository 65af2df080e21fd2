import { randomUUID } from "node:crypto";
import { copyFile } from "node:fs/promises";
import * as z from "zod";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import { HeldRow } from "#shared/contract/replication.ts";
import { isLine, isOverlap } from "#shared/model/activity.ts";
import { CollectionName, Envelope, Replaced } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { deviceOf } from "#shared/rules/hybrid-logical-clock.ts";
import { merge } from "#shared/rules/merge.ts";
import { DeskIdentity } from "../desk/desk-identity.ts";
import type { Log } from "../log.ts";
import { type JournalFile, openJournalFile, readJournalFile } from "./journal-file.ts";
import { hasAllOf, isSameHeld, type NewHeldRow } from "./held-rows.ts";
import { gaveWayTo, onTopOf, since } from "#shared/rules/replaced.ts";
import { createLiveState, type LiveState } from "./live-state.ts";
import { PendingEntries, type PendingPage } from "./pending-entries.ts";

/** The latest version of every document that the hub has not acknowledged, on disk. */
export interface Journal extends AsyncDisposable {
  /** How many changed documents wait; the lines of history that tell of them count only where nothing else waits. */
  readonly waiting: Pick<LiveState<number>, "get" | "subscribe">;
  /** The highest stamp of this device that was ever journalled, or ''. */
  lastStamp(): string;
  /**
   * Resolves when the entries are on disk. Of what an entry replaced, the versions from before the first change that the hub has not
   * acknowledged stay.
   */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** The same for documents that may be older than what waits, which they are joined with. */
  appendJoined(entries: readonly JournalEntry[]): Promise<void>;
  /** Oldest change first. */
  pending(): JournalEntry[];
  /** So many of them at most, behind the `next` of the page before. What is changed meanwhile comes on a later page. */
  pendingPage(after: string | null, limit: number): PendingPage;
  /**
   * Takes notice of versions that the hub has. An entry goes when nothing of it is missing there: when joining it to the
   * hub's version changes nothing. A version changed since then stays. What gave way to another desk's change is put into an overlap
   * in its place, where this desk may write its kind: the window that would find it may be wiped before it does.
   */
  acknowledge(
    collection: CollectionName,
    versions: readonly Envelope[],
    mayWrite?: (kind: string) => boolean,
  ): Promise<void>;
  /** Overlaps that wait and that no window may know of: which acknowledging put here, or which waited when this was opened. */
  readonly overlaps: Pick<LiveState<readonly Envelope[]>, "get" | "subscribe">;
  /** Rows that wait for a person and not for the hub, oldest first. */
  readonly held: Pick<LiveState<readonly HeldRow[]>, "get" | "subscribe">;
  /**
   * Holds rows and lets them wait for the hub no more; the same row for the same reason is held once, and one that has all of an
   * earlier one takes its place.
   */
  hold(rows: readonly NewHeldRow[]): Promise<void>;
  discardHeld(heldIds: readonly string[]): Promise<void>;
  /** Drops what waits and what is held of these kinds, from the file too: this desk may not have it any more. */
  forget(isForgotten: (kind: string) => boolean): Promise<void>;
  /**
   * Remembers whose changes these are, for a desk whose profile is lost. What waits for another dealership is put aside,
   * so that none gets what was written for another.
   */
  noteDesk(desk: DeskIdentity): Promise<void>;
  /** Whose changes these are. */
  desk(): DeskIdentity | null;
  /**
   * Becomes the journal of another dealership, with what `carry` makes of what waits: all of it or, where it throws, nothing.
   * What is appended meanwhile is kept.
   */
  moveTo(desk: DeskIdentity, carry: (pending: readonly JournalEntry[]) => JournalEntry[]): Promise<void>;
}

const JournalRecord = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("put"),
    collection: CollectionName,
    document: Envelope,
    replaced: Replaced.optional(),
  }),
  z.object({ type: z.literal("done"), collection: CollectionName, id: z.string() }),
  z.object({ type: z.literal("stamp"), stamp: z.string() }),
  z.object({ type: z.literal("desk"), desk: DeskIdentity }),
  z.object({ type: z.literal("held"), row: HeldRow }),
  z.object({ type: z.literal("released"), heldIds: z.array(z.string()) }),
]);
type JournalRecord = z.infer<typeof JournalRecord>;

export interface JournalOptions {
  readonly path: string;
  readonly deviceId: string;
  readonly log: Log;
  /** Rewritten when it has grown past this many bytes and is mostly history. */
  readonly compactAt?: number;
}

export async function openJournal({
  path,
  deviceId,
  log,
  compactAt = 4_000_000,
}: JournalOptions): Promise<Journal> {
  const { file, records } = await openJournalFile(path, log);
  const state = createJournalState(deviceId);
  for (const record of records) state.apply(known(record, log));
  const waiting = createLiveState(changesIn(state.entries));
  const held = createLiveState<readonly HeldRow[]>([...state.held.values()]);
  const found = new Set(
    [...state.entries].filter(([, entry]) => isOverlap(entry.document.kind)).map(([key]) => key),
  );
  const overlaps = createLiveState<readonly Envelope[]>([]);
  const look = () => {
    waiting.set(changesIn(state.entries));
    for (const key of found) if (!state.entries.has(key)) found.delete(key);
    overlaps.set([...found].map((key) => state.entries.get(key)!.document));
  };
  look();
  let compactedTo = 0;

  const write = async (records: Iterable<JournalRecord>) => {
    const applied: JournalRecord[] = [];
    // Applied in the order of the file and not when it is on disk, so that no acknowledgement overtakes a newer version.
    for (const record of records) {
      state.apply(record);
      applied.push(record);
    }
    const written = file.append(applied);
    look();
    held.set([...state.held.values()]);
    await written;
    if (file.bytes > compactAt && file.bytes > 4 * compactedTo) await compact();
  };
  /** One after the other, since each is made on what waits by then. */
  function* puts(
    entries: readonly JournalEntry[],
    next = (_waiting: Envelope | undefined, document: Envelope) => document,
  ): Generator<JournalRecord> {
    for (const entry of entries) {
      const waiting = state.entries.get(keyOf(entry.collection, entry.document.id));
      const document = next(waiting?.document, entry.document);
      yield { type: "put", ...onTopOf(waiting, { ...entry, document }, deviceId) };
    }
  }
  const compact = async () => {
    compactedTo = file.bytes;
    await rewrite(file, state).catch((error: unknown) => log.error("journal could not be compacted", error));
    compactedTo = file.bytes;
  };

  return {
    waiting,
    held,
    async hold(rows) {
      const known = [...state.held.values()];
      const fresh = rows.filter((row) => !known.some((one) => isSameHeld(one, row)));
      const at = new Date().toISOString();
      const held = fresh.map((row) => ({ type: "held", row: { ...row, heldId: randomUUID(), at } }) as const);
      const outgrown = known.filter((one) => fresh.some((row) => hasAllOf(row, one)));
      const heldIds = outgrown.map(({ heldId }) => heldId);
      if (held.length > 0) await write([...held, { type: "released", heldIds }]);
    },
    async discardHeld(heldIds) {
      const known = heldIds.filter((id) => state.held.has(id));
      if (known.length > 0) await write([{ type: "released", heldIds: known }]);
    },
    lastStamp: () => state.stamp,
    append: (entries) => write(puts(entries)),
    appendJoined: (entries) =>
      write(
        puts(entries, (waiting, document) => (waiting ? merge(waiting, document, null).document : document)),
      ),
    pending: () => [...state.entries.values()],
    pendingPage: (after, limit) => state.entries.page(after, limit),
    async forget(isForgotten) {
      const gone = [...state.entries.values()].filter(({ document }) => isForgotten(document.kind));
      const held = [...state.held.values()].filter(({ document }) => isForgotten(kindOf(document)));
      if (gone.length > 0)
        await write(gone.map(({ collection, document }) => ({ type: "done", collection, id: document.id })));
      if (held.length > 0) await write([{ type: "released", heldIds: held.map(({ heldId }) => heldId) }]);
      if (gone.length + held.length > 0) await compact();
    },
    overlaps,
    async acknowledge(collection, versions, mayWrite = () => false) {
      const dropped: JournalEntry[] = [];
      const records = versions.flatMap((version): JournalRecord[] => {
        const entry = state.entries.get(keyOf(collection, version.id));
        if (!entry) return [];
        if (isCovered(entry, version)) {
          dropped.push(entry);
          const told = gaveWayTo(version, entry)
            .filter(({ kind }) => mayWrite(kind))
            .filter(({ id }) => !state.entries.has(keyOf("activity", id)));
          for (const { id } of told) found.add(keyOf("activity", id));
          return [
            ...told.map((document) => ({ type: "put", collection: "activity", document }) as const),
            { type: "done", collection, id: version.id },
          ];
        }
        const later = since(version, entry, deviceId);
        return later ? [{ type: "put", ...later }] : [];
      });
      if (records.length === 0) return;
      try {
        await write(records);
      } catch (error) {
        // On the disk they still wait, so the next acknowledgement has to find them here.
        state.takeBack(dropped);
        look();
        throw error;
      }
    },
    async noteDesk(desk) {
      const before = state.desk?.dealership?.tenantId;
      if (desk.dealership === null || isSame(state.desk, desk)) return;
      if (
        before !== undefined &&
        before !== desk.dealership.tenantId &&
        state.entries.size + state.held.size > 0
      ) {
        await copyFile(path, `${path}.of-${before}-${Date.now()}`);
        state.entries.clear();
        state.held.clear();
        await rewrite(file, state);
      }
      await write([{ type: "desk", desk }]);
    },
    desk: () => state.desk,
    async moveTo(desk, carry) {
      let seen = new Map<string, JournalEntry>();
      let entries: readonly JournalEntry[] = [];
      await file.rewrite(function* () {
        seen = new Map(state.entries);
        entries = carry([...seen.values()]);
        yield { type: "stamp", stamp: state.stamp } satisfies JournalRecord;
        yield { type: "desk", desk } satisfies JournalRecord;
        for (const row of state.held.values()) yield { type: "held", row } satisfies JournalRecord;
        for (const entry of entries) yield { type: "put", ...entry } satisfies JournalRecord;
      });
      const later = [...state.entries].filter(([key, entry]) => seen.get(key) !== entry);
      state.entries.clear();
      state.apply({ type: "desk", desk });
      for (const entry of [...entries, ...later.map(([, entry]) => entry)])
        state.apply({ type: "put", ...entry });
      compactedTo = file.bytes;
      look();
    },
    async [Symbol.asyncDispose]() {
      await file[Symbol.asyncDispose]();
    },
  };
}

/** What can be told of a journal without opening it. */
export interface JournalFacts {
  /** Documents that the hub does not have, the lines of history that tell of them apart. */
  readonly changes: number;
  /** Lines that are damaged. */
  readonly damaged: number;
  /** Records that only a newer version of the app understands. */
  readonly newer: number;
  readonly desk: DeskIdentity | null;
  /** The bytes of the records that are whole and understood. */
  readonly lines: readonly Buffer[];
}

/** Looks at a journal and changes nothing; throws what the system throws where it cannot be read. */
export async function readJournal(path: string): Promise<JournalFacts> {
  const { records, lines, damaged } = await readJournalFile(path);
  const state = createJournalState("");
  const parsed = records.map((record) => JournalRecord.safeParse(record));
  for (const record of parsed) if (record.success) state.apply(record.data);
  const understood = lines.filter((_line, place) => parsed[place]?.success);
  return {
    changes: changesIn(state.entries),
    damaged,
    newer: lines.length - understood.length,
    desk: state.desk,
    lines: understood,
  };
}

interface JournalState {
  readonly entries: PendingEntries;
  readonly held: Map<string, HeldRow>;
  readonly stamp: string;
  readonly desk: DeskIdentity | null;
  apply(record: JournalRecord | null): void;
  /** Puts entries back where there is no newer version of the document. */
  takeBack(entries: readonly JournalEntry[]): void;
}

function createJournalState(deviceId: string): JournalState {
  const entries = new PendingEntries();
  const held = new Map<string, HeldRow>();
  let stamp = "";
  let desk: DeskIdentity | null = null;
  const observe = (candidate: string) => {
    if (deviceOf(candidate) === deviceId && candidate > stamp) stamp = candidate;
  };
  /** A version that was changed again since is still to be sent. */
  const hold = (row: HeldRow) => {
    held.set(row.heldId, row);
    for (const [key, { collection, document }] of entries)
      if (collection === row.collection && isSame(document, row.document)) entries.delete(key);
  };
  return {
    entries,
    held,
    get stamp() {
      return stamp;
    },
    get desk() {
      return desk;
    },
    apply(record) {
      if (record?.type === "put") {
        const key = keyOf(record.collection, record.document.id);
        const { type: _type, ...entry } = record;
        entries.set(key, entry);
        for (const each of Object.values(record.document.stamps)) observe(each);
      }
      if (record?.type === "done") entries.delete(keyOf(record.collection, record.id));
      if (record?.type === "stamp") observe(record.stamp);
      if (record?.type === "desk") desk = record.desk;
      if (record?.type === "held") hold(record.row);
      if (record?.type === "released") record.heldIds.forEach((id) => held.delete(id));
    },
    takeBack(dropped) {
      for (const entry of dropped) {
        const key = keyOf(entry.collection, entry.document.id);
        if (!entries.has(key)) entries.set(key, entry);
      }
    },
  };
}

/** A record of a newer version of the app is left out and named, so that an older one still starts. */
function known(record: unknown, log: Log): JournalRecord | null {
  const parsed = JournalRecord.safeParse(record);
  if (!parsed.success) log.error("journal record is not understood", parsed.error);
  return parsed.success ? parsed.data : null;
}

function rewrite(file: JournalFile, state: JournalState): Promise<void> {
  return file.rewrite(function* () {
    yield { type: "stamp", stamp: state.stamp } satisfies JournalRecord;
    if (state.desk) yield { type: "desk", desk: state.desk } satisfies JournalRecord;
    for (const row of state.held.values()) yield { type: "held", row } satisfies JournalRecord;
    for (const entry of state.entries.values()) yield { type: "put", ...entry } satisfies JournalRecord;
  });
}

function isCovered({ document }: JournalEntry, version: Envelope): boolean {
  return isSame(document, version) || isSame(merge(version, document, null).document, version);
}

function changesIn(entries: ReadonlyMap<string, JournalEntry>): number {
  let changes = 0;
  for (const { document } of entries.values()) if (!isLine(document.kind)) changes++;
  return changes || entries.size;
}

function kindOf(document: unknown): string {
  return typeof document === "object" && document !== null && "kind" in document ? String(document.kind) : "";
}

function keyOf(collection: CollectionName, id: string): string {
  return `${collection}/${id}`;
}
