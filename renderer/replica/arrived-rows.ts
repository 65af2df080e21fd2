import {
  type BulkWriteRow,
  createRevision,
  getChangedDocumentsSince,
  type RxCollection,
  type RxDocumentData,
  type RxReplicationWriteToMasterRow,
  type RxStorageWriteError,
} from "rxdb/plugins/core";
import { pushLimit } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { isSameDocument, plain } from "./conflicts.ts";
import { isNews } from "./keeping-newer.ts";
import { StorageRefused } from "./storage-refused.ts";

/**
 * Rows that a first sync has put into a collection. RxDB keeps of every row that it pulls a second copy, the version that the hub
 * is assumed to have. A row of these is that version itself until somebody changes it, and then takes its base along.
 */
export interface ArrivedRows {
  /** Leaves alone what was changed here; RxDB pushes that, and merges. Writing the same again changes nothing. */
  write(documents: readonly Envelope[]): Promise<void>;
  /** From now on these rows are what the hub has: until then the others of these do nothing. */
  vouch(): void;
  /** Puts newer versions of the hub in place of them. `context` is what tells RxDB that it need not push them. */
  refresh(documents: readonly Envelope[], context: string): Promise<void>;
  /** Names the versions that changes to them were made on, which RxDB does not know. */
  withBases(rows: readonly Change[]): Promise<Change[]>;
  /** The earliest of what was written here and not passed before, as many rows as one push may have. */
  changedHere(): Promise<{ readonly changes: Change[]; readonly passed: () => void }>;
  /** The hub has these versions now: what was not changed again is as if it had arrived, and what was is a change to them. */
  settle(documents: readonly Envelope[]): Promise<void>;
}

type Change = RxReplicationWriteToMasterRow<Envelope>;
type Row = RxDocumentData<Envelope>;

/**
 * The time of writing that all these rows are given. RxDB pushes what was written after its last push, so that none of them is
 * looked at, and everything is that was written here before, meanwhile or later.
 */
const arrivalTime = 1;

export const arrivalContext = "first-sync";

interface Place {
  readonly id: string;
  readonly lwt: number;
}

/**
 * What was written here begins there. Not behind the last id of that time: RxDB has no bound of it in the index, and steps through
 * every row of the time that it goes on from.
 */
export const behindArrivals: Place = { id: "", lwt: arrivalTime + 1 };

export function createArrivedRows(collection: RxCollection<Envelope>): ArrivedRows {
  // The one below the collection's own, which would set the time of writing.
  const storage = collection.internalStorageInstance;
  let isVouchedFor = false;
  let passed: Place = behindArrivals;

  const arrived = (document: Envelope, previous?: Row): Row => ({
    ...document,
    _meta: { lwt: arrivalTime },
    _rev: createRevision(collection.database.token, previous),
    _attachments: {},
  });

  /** The same change, made on another version. */
  const onTopOf = (base: Envelope, previous: Row): Row => ({
    ...previous,
    _meta: { ...previous._meta, base: base as unknown as Row["_meta"]["base"] },
    _rev: createRevision(collection.database.token, previous),
  });

  async function write(rows: BulkWriteRow<Envelope>[], context = arrivalContext): Promise<Row[]> {
    if (rows.length === 0) return [];
    const { error } = await storage.bulkWrite(rows, context);
    return error.map(inItsPlace);
  }

  /** Where one was changed here since it was read, it stays. */
  async function replace(
    found: readonly Row[],
    documents: readonly Envelope[],
    context?: string,
  ): Promise<void> {
    const known = new Map(found.filter(isAsArrived).map((row) => [row.id, row]));
    const outdated = documents.flatMap((document) => {
      const previous = known.get(document.id);
      const isOutdated = previous && isNews(previous, document);
      return isOutdated ? [{ previous, document: arrived(document, previous) }] : [];
    });
    await write(outdated, context);
  }

  async function withBases(rows: readonly Change[]): Promise<Change[]> {
    const unknown = rows.filter(({ assumedMasterState }) => !assumedMasterState);
    if (!isVouchedFor || unknown.length === 0) return [...rows];
    const ids = unknown.map(({ newDocumentState }) => newDocumentState.id);
    const found = await storage.findDocumentsById(ids, true);
    const bases = new Map(found.map(({ id, _meta }) => [id, _meta["base"] as Envelope | undefined]));
    return rows.map(({ newDocumentState, assumedMasterState }) => ({
      newDocumentState,
      assumedMasterState: assumedMasterState ?? bases.get(newDocumentState.id),
    }));
  }

  return {
    async write(documents) {
      const found = await write(documents.map((document) => ({ document: arrived(document) })));
      await replace(found, documents);
    },
    vouch() {
      isVouchedFor = true;
    },
    async refresh(documents, context) {
      if (!isVouchedFor || documents.length === 0) return;
      const ids = documents.map(({ id }) => id);
      const pulled = await storage.findDocumentsById(ids, true);
      await replace(pulled, documents, context);
    },
    withBases,
    async changedHere() {
      const found = await getChangedDocumentsSince(storage, pushLimit, passed);
      const changes = await withBases(found.documents.map((newDocumentState) => ({ newDocumentState })));
      return { changes, passed: () => void (passed = found.checkpoint as Place) };
    },
    async settle(documents) {
      const known = new Map(documents.map((document) => [document.id, document]));
      const found = await storage.findDocumentsById([...known.keys()], true);
      const settled = found.map((previous) => {
        const document = known.get(previous.id)!;
        const isAsSent = isSameDocument(previous, document);
        return { previous, document: isAsSent ? arrived(document, previous) : onTopOf(document, previous) };
      });
      await write(settled);
    },
  };
}

/** What RxDB has to note of a row that is about to be changed: one that arrived takes along what it was. */
export function notesOf(previous: Row): Row["_meta"] {
  const base = () => plain(previous) as unknown as Row["_meta"]["base"];
  return isAsArrived(previous) ? { ...previous._meta, base: base() } : previous._meta;
}

/** Whether nobody has written it since, whose time of writing would be another. */
export function isAsArrived({ _meta }: Row): boolean {
  return _meta.lwt === arrivalTime;
}

function inItsPlace(failure: RxStorageWriteError<Envelope>): Row {
  if (failure.status !== 409) throw new StorageRefused(failure.status);
  return failure.documentInDb;
}
