import type { RxDocumentData } from "rxdb/plugins/core";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { HybridLogicalClock } from "#shared/rules/hybrid-logical-clock.ts";
import { replacedIn } from "#shared/rules/merge.ts";
import { createArrivedRows, notesOf } from "./arrived-rows.ts";
import { isSameDocument, plain } from "./conflicts.ts";
import type { Collections } from "./database.ts";
import type { JournalWriter } from "./journal-writer.ts";
import { NotAllowed } from "./not-allowed.ts";

/** One document to be written: `next` answers its next version, or null where there is nothing to change. */
export interface Edit {
  readonly collection: CollectionName;
  readonly id: string;
  /** Pure: it is asked again where another write came between. */
  readonly next: (current: Envelope | null, stamp: string) => Envelope | null;
}

/** A document that was written; `before` is null where it is new. */
export interface Written {
  readonly collection: CollectionName;
  readonly before: Envelope | null;
  readonly after: Envelope;
}

/** The one way in which documents of the replica are read by id and written. */
export interface Documents {
  read(collection: CollectionName, ids: readonly string[]): Promise<Envelope[]>;
  /**
   * Writes all edits of one act under one stamp, then what `afterwards` makes of the outcome, and resolves when all of it is
   * in the journal. Answers with what the edits themselves wrote. What the desk's person may not change is left out; throws
   * `NotAllowed` where that is all of it.
   */
  write(
    edits: readonly Edit[],
    afterwards?: (written: readonly Written[]) => readonly Edit[],
  ): Promise<readonly Written[]>;
  /** Journals without writing: for what replication is about to write. */
  foresee(edits: readonly Edit[]): Promise<void>;
  /** Resolves when every act that was begun is in the window's own database and given to the journal. */
  written(): Promise<void>;
  /** Resolves when everything that is written at this moment is in the journal. */
  journalled(): Promise<void>;
  /**
   * Writes without journal: for what came out of the journal. `bases` are versions of the hub that these changes were made on; one
   * that is not here any more comes first, as if it had arrived, so that the change knows it.
   */
  restore(edits: readonly Edit[], bases: readonly JournalEntry[]): Promise<readonly Written[]>;
}

export function createDocuments(parts: {
  collections: Collections;
  clock: HybridLogicalClock;
  journal: JournalWriter;
  /** Whether the desk's person may change documents of a kind now. */
  mayWrite: (kind: string) => boolean;
}): Documents {
  const { collections, clock, journal, mayWrite } = parts;
  let turn: Promise<unknown> = Promise.resolve();
  let lastAppend: Promise<void> = Promise.resolve();

  function append(entries: readonly JournalEntry[]): Promise<void> {
    lastAppend = journal.append(entries);
    return lastAppend;
  }

  /** Acts are written one after the other, so that the order of stamps, of RxDB and of the journal is the same. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = turn.then(act);
    turn = result.catch(() => undefined);
    return result;
  }

  async function store(edits: readonly Edit[], stamp: string): Promise<Written[]> {
    const byCollection = Map.groupBy(edits, ({ collection }) => collection);
    const written = await Promise.all(
      [...byCollection].map(([name, own]) => writeCollection(collections, name, own, stamp)),
    );
    return written.flat();
  }

  async function entryOf({ collection, id, next }: Edit): Promise<JournalEntry[]> {
    const [current] = await collections[collection].storageInstance.findDocumentsById([id], false);
    const document = next(current ? plain(current) : null, "");
    return document ? [{ collection, document }] : [];
  }

  return {
    async read(name, ids) {
      const found = await collections[name].storageInstance.findDocumentsById([...ids], false);
      return found.map(plain);
    },

    async write(edits, afterwards = () => []) {
      const { journalled, written } = await inTurn(async () => {
        const stamp = clock.now();
        const forbidden = new Set<string>();
        const written = await store(
          edits.map((edit) => within(edit, mayWrite, forbidden)),
          stamp,
        );
        const [kind] = forbidden;
        if (kind !== undefined && written.length === 0) throw new NotAllowed(kind);
        const all = [...written, ...(await store(afterwards(written), stamp))];
        return { written, journalled: append(all.map(asEntry)) };
      });
      await journalled;
      return written;
    },

    async foresee(edits) {
      const journalled = await inTurn(async () => {
        const entries = await Promise.all(edits.map(entryOf));
        return { done: append(entries.flat()) };
      });
      await journalled.done;
    },

    written: () => turn.then(() => undefined),

    async journalled() {
      await turn;
      await lastAppend.catch(() => undefined);
    },

    restore: (edits, bases) =>
      inTurn(async () => {
        for (const [name, entries] of Map.groupBy(bases, ({ collection }) => collection))
          await createArrivedRows(collections[name]).write(entries.map(({ document }) => document));
        return store(edits, clock.now());
      }),
  };
}

function asEntry({ collection, before, after }: Written): JournalEntry {
  return { collection, document: after, ...(before && { replaced: replacedIn(before, after) }) };
}

/** The edit, or nothing of it where it would change a document of a kind that may not be changed; such kinds are noted. */
function within(edit: Edit, mayWrite: (kind: string) => boolean, forbidden: Set<string>): Edit {
  return {
    ...edit,
    next(current, stamp) {
      const after = edit.next(current, stamp);
      if (!after || mayWrite(after.kind)) return after;
      forbidden.add(after.kind);
      return null;
    },
  };
}

/** One bulk write for all edits; those that lost a race against replication are worked out again. */
async function writeCollection(
  collections: Collections,
  name: CollectionName,
  edits: readonly Edit[],
  stamp: string,
): Promise<Written[]> {
  const storage = collections[name].storageInstance;
  const written: Written[] = [];
  let open = edits;
  while (open.length > 0) {
    const ids = open.map(({ id }) => id);
    const stored = new Map((await storage.findDocumentsById(ids, true)).map((row) => [row.id, row]));
    const rows = open.flatMap((edit) => rowOf(edit, stored.get(edit.id), stamp));
    if (rows.length === 0) break;
    const { error } = await storage.bulkWrite(rows, "desk-write");
    const failed = new Map(error.map((failure) => [failure.documentId, failure]));
    const fatal = error.find(({ status }) => status !== 409);
    if (fatal) throw new Error(`The replica could not write ${name} (status ${fatal.status})`);
    for (const { previous, document } of rows) {
      if (failed.has(document.id)) continue;
      written.push({ collection: name, before: previous ? plain(previous) : null, after: plain(document) });
    }
    open = open.filter(({ id }) => failed.has(id));
  }
  return written;
}

function rowOf({ next }: Edit, previous: RxDocumentData<Envelope> | undefined, stamp: string) {
  const current = previous && !previous._deleted ? plain(previous) : null;
  const after = next(current, stamp);
  if (!after || (current && isSameDocument(current, after))) return [];
  const meta = previous
    ? { _meta: notesOf(previous), _rev: previous._rev, _attachments: previous._attachments }
    : { _meta: { lwt: 1 }, _rev: "", _attachments: {} };
  return [{ previous, document: { ...after, ...meta } as RxDocumentData<Envelope> }];
}
