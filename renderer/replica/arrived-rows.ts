import {
  type BulkWriteRow,
  createRevision,
  getChangedDocumentsSince,
  getCheckpointKey,
  getComposedPrimaryKeyOfDocumentData,
  now,
  overwritable,
  type RxCollection,
  type RxDocumentData,
  type RxStorageInstance,
  type RxStorageInstanceReplicationInput,
  type RxStorageReplicationMeta,
  type RxStorageWriteError,
} from "rxdb/plugins/core";
import type { RxReplicationState } from "rxdb/plugins/replication";
import * as z from "zod";
import { Checkpoint, SnapshotPlace } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { isSameDocument } from "./conflicts.ts";

/** How far a desk has got with what the hub had when it joined. */
const ArrivalPlace = z.object({
  /** Where the feed stood at the beginning: what changed since then is pulled from there. */
  from: Checkpoint,
  /** Null before the first page. */
  after: SnapshotPlace.nullable(),
  done: z.int(),
  total: z.int(),
});
export type ArrivalPlace = z.infer<typeof ArrivalPlace>;

/**
 * Where RxDB's replication of a collection keeps what it knows, before that replication is started. Rows are put there as its
 * own pull would: each document, and beside it the same as the version that the hub is assumed to have.
 */
export interface ArrivedRows extends AsyncDisposable {
  /** Null where nothing was ever brought, or not in this way. */
  readonly place: ArrivalPlace | null;
  /** Whether there is nothing of the hub here, so that all of it may be brought. */
  readonly isUntouched: boolean;
  /** Leaves alone what was changed here; RxDB pushes that, and merges. Writing the same again changes nothing. */
  write(documents: readonly Envelope[]): Promise<void>;
  remember(place: ArrivalPlace): Promise<void>;
  /** All is here: RxDB's replication begins there, and pushes whatever was not written by this. */
  end(from: Checkpoint): Promise<void>;
}

/**
 * The time of writing that all these rows are given. RxDB pushes what was written after its last push, so that none of them is
 * looked at, and everything is that was written here before, meanwhile or later.
 */
const arrivalTime = 1;
/** Where RxDB begins to push: behind every id at that time. */
const pushedFrom = { id: "~", lwt: arrivalTime };

type Meta = RxStorageReplicationMeta<Envelope, unknown>;
type MetaStorage = RxStorageInstance<Meta, unknown, unknown>;

const context = "first-sync";
const placeId = "arrival";

export async function openArrivedRows(
  collection: RxCollection<Envelope>,
  state: RxReplicationState<Envelope, Checkpoint>,
): Promise<ArrivedRows> {
  // The one below the collection's own, which would set the time of writing.
  const storage = collection.internalStorageInstance;
  const meta = await openMeta(collection, state);
  const { token, hashFunction } = collection.database;
  const identifier = `rxdbreplication${state.replicationIdentifier}`;
  const key = { identifier, forkInstance: storage, hashFunction };
  const metaToken = await getCheckpointKey(key as unknown as RxStorageInstanceReplicationInput<Envelope>);
  const metaId = (itemId: string, isCheckpoint: "0" | "1") =>
    getComposedPrimaryKeyOfDocumentData(meta.schema, { itemId, isCheckpoint });

  const arrived = (document: Envelope, previous?: RxDocumentData<Envelope>): RxDocumentData<Envelope> => ({
    ...document,
    _meta: { lwt: arrivalTime },
    _rev: createRevision(token, previous),
    _attachments: {},
  });
  const noted = (
    fields: Pick<Meta, "itemId" | "isCheckpoint"> & Partial<Meta>,
    previous?: RxDocumentData<Meta>,
  ): RxDocumentData<Meta> => ({
    ...fields,
    id: metaId(fields.itemId, fields.isCheckpoint),
    _deleted: false,
    _attachments: {},
    _meta: { lwt: now() },
    _rev: createRevision(metaToken, previous),
  });

  /** Answers with those that are here now as the hub has them. */
  async function writeDocuments(documents: readonly Envelope[]): Promise<Envelope[]> {
    const known = await insert(
      storage,
      documents.map((document) => arrived(document)),
    );
    const outdated = documents.flatMap((document) => {
      const previous = known.get(document.id);
      const isOutdated = previous && isAsArrived(previous) && !isSameDocument(previous, document);
      return isOutdated ? [{ previous, document: arrived(document, previous) }] : [];
    });
    const lost = await replace(storage, outdated);
    return documents.filter(({ id }) => {
      const previous = known.get(id);
      return !previous || (isAsArrived(previous) && !lost.has(id));
    });
  }

  async function writeAssumed(documents: readonly Envelope[]): Promise<void> {
    const assumed = (document: Envelope, previous?: RxDocumentData<Meta>) =>
      noted({ itemId: document.id, isCheckpoint: "0", docData: document }, previous);
    const known = await insert(
      meta,
      documents.map((document) => assumed(document)),
    );
    const again = documents.flatMap((document) => {
      const previous = known.get(metaId(document.id, "0"));
      const isOutdated = previous && !isSameDocument(previous.docData as Envelope, document);
      return isOutdated ? [{ previous, document: assumed(document, previous) }] : [];
    });
    await replace(meta, again);
  }

  const [last] = await meta.findDocumentsById([metaId(placeId, "1")], false);
  const [exchanged] = await meta.findDocumentsById([metaId("down", "1")], false);
  let remembered = last;
  const place = ArrivalPlace.safeParse(last?.checkpointData);
  return {
    place: place.success ? place.data : null,
    isUntouched: !exchanged && (place.success || !(await hasArrivals(storage))),
    async write(documents) {
      await writeAssumed(await writeDocuments(documents));
    },
    async remember(checkpointData) {
      const next = noted({ itemId: placeId, isCheckpoint: "1", checkpointData }, remembered);
      const { error } = await meta.bulkWrite([{ previous: remembered, document: next }], context);
      if (error[0]) throw new StorageRefused(error[0].status);
      remembered = next;
    },
    async end(from) {
      // Not RxDB's own initial checkpoints: cancelled while it writes those, it leaves a rejection that nobody handles.
      await insert(meta, [
        noted({ itemId: "down", isCheckpoint: "1", checkpointData: from }),
        noted({ itemId: "up", isCheckpoint: "1", checkpointData: pushedFrom }),
      ]);
    },
    [Symbol.asyncDispose]: () => meta.close(),
  };
}

/** The storage that the replication will have, which RxDB shares between who opens it. */
async function openMeta(
  { database }: RxCollection<Envelope>,
  state: RxReplicationState<Envelope, Checkpoint>,
): Promise<MetaStorage> {
  const { collectionName, schema } = await state.metaInfoPromise;
  const { token: databaseInstanceToken, multiInstance, name: databaseName } = database;
  const devMode = overwritable.isDevMode();
  const names = { databaseName, collectionName, databaseInstanceToken };
  return database.storage.createStorageInstance<Meta>({
    ...names,
    schema,
    multiInstance,
    devMode,
    options: {},
  });
}

async function hasArrivals(storage: RxStorageInstance<Envelope, unknown, unknown>): Promise<boolean> {
  const { documents } = await getChangedDocumentsSince(storage, 1, undefined);
  return documents.some(isAsArrived);
}

/** Whether nobody has written it since, whose time of writing would be another. */
function isAsArrived({ _meta }: RxDocumentData<Envelope>): boolean {
  return _meta.lwt === arrivalTime;
}

/** Answers with what was there already in place of some, by its id. */
async function insert<T>(
  storage: RxStorageInstance<T, unknown, unknown>,
  documents: readonly RxDocumentData<T>[],
): Promise<Map<string, RxDocumentData<T>>> {
  const { error } = await storage.bulkWrite(
    documents.map((document) => ({ document })),
    context,
  );
  return new Map(error.map((failure) => [failure.documentId, inItsPlace(failure)]));
}

/** Answers with the ids of those that were changed here since they were read. */
async function replace<T>(
  storage: RxStorageInstance<T, unknown, unknown>,
  rows: BulkWriteRow<T>[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const { error } = await storage.bulkWrite(rows, context);
  return new Set(error.map((failure) => (inItsPlace(failure), failure.documentId)));
}

function inItsPlace<T>(failure: RxStorageWriteError<T>): RxDocumentData<T> {
  if (failure.status !== 409) throw new StorageRefused(failure.status);
  return failure.documentInDb;
}

class StorageRefused extends Error {
  override readonly name = "StorageRefused";

  constructor(status: number) {
    super(`The replica could not keep what the hub sent (status ${status})`);
  }
}
