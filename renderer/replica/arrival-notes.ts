import {
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
} from "rxdb/plugins/core";
import type { RxReplicationState } from "rxdb/plugins/replication";
import * as z from "zod";
import { Checkpoint, SnapshotPlace } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { arrivalContext, behindArrivals, isAsArrived } from "./arrived-rows.ts";
import { StorageRefused } from "./storage-refused.ts";

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

/** What is noted of a collection's first sync, beside RxDB's own notes on how far it has replicated. */
export interface ArrivalNotes extends AsyncDisposable {
  /** Null where nothing was ever brought, or not in this way. */
  readonly place: ArrivalPlace | null;
  /** Whether RxDB has not pulled it yet, so that all of it may be brought. */
  readonly isUntouched: boolean;
  remember(place: ArrivalPlace): Promise<void>;
  /** All is here: RxDB's replication begins there, and pushes whatever did not arrive. */
  end(from: Checkpoint): Promise<void>;
}

type Note = RxStorageReplicationMeta<Envelope, unknown>;
type NoteStorage = RxStorageInstance<Note, unknown, unknown>;

const placeId = "arrival";

export async function openArrivalNotes(
  collection: RxCollection<Envelope>,
  state: RxReplicationState<Envelope, Checkpoint>,
): Promise<ArrivalNotes> {
  const notes = await openNotes(collection, state);
  const { hashFunction } = collection.database;
  const identifier = `rxdbreplication${state.replicationIdentifier}`;
  const key = { identifier, forkInstance: collection.internalStorageInstance, hashFunction };
  const token = await getCheckpointKey(key as unknown as RxStorageInstanceReplicationInput<Envelope>);
  const idOf = (itemId: string) =>
    getComposedPrimaryKeyOfDocumentData(notes.schema, { itemId, isCheckpoint: "1" });

  async function read(itemId: string): Promise<RxDocumentData<Note> | undefined> {
    const [found] = await notes.findDocumentsById([idOf(itemId)], true);
    return found;
  }

  async function note(itemId: string, checkpointData: unknown): Promise<void> {
    const previous = await read(itemId);
    const document: RxDocumentData<Note> = {
      id: idOf(itemId),
      itemId,
      isCheckpoint: "1",
      checkpointData,
      _deleted: false,
      _attachments: {},
      _meta: { lwt: now() },
      _rev: createRevision(token, previous),
    };
    const { error } = await notes.bulkWrite([{ previous, document }], arrivalContext);
    if (error[0]) throw new StorageRefused(error[0].status);
  }

  const place = ArrivalPlace.safeParse((await read(placeId))?.checkpointData);
  const isPulled = (await read("down")) !== undefined;
  return {
    place: place.success ? place.data : null,
    isUntouched: !isPulled && (place.success || !(await hasArrivals(collection))),
    remember: (place) => note(placeId, place),
    async end(from) {
      // Not RxDB's own initial checkpoints: cancelled while it writes those, it leaves a rejection that nobody handles.
      await note("up", behindArrivals);
      await note("down", from);
    },
    [Symbol.asyncDispose]: () => notes.close(),
  };
}

/** The storage that the replication will have, which RxDB shares between who opens it. */
async function openNotes(
  { database }: RxCollection<Envelope>,
  state: RxReplicationState<Envelope, Checkpoint>,
): Promise<NoteStorage> {
  const { collectionName, schema } = await state.metaInfoPromise;
  const { token: databaseInstanceToken, multiInstance, name: databaseName } = database;
  const devMode = overwritable.isDevMode();
  const names = { databaseName, collectionName, databaseInstanceToken };
  return database.storage.createStorageInstance<Note>({
    ...names,
    schema,
    multiInstance,
    devMode,
    options: {},
  });
}

/** Whether there are rows of a first sync, whose notes were forgotten since. */
async function hasArrivals({ internalStorageInstance }: RxCollection<Envelope>): Promise<boolean> {
  const { documents } = await getChangedDocumentsSince(internalStorageInstance, 1, undefined);
  return documents.some(isAsArrived);
}
