import type { DexieStorageInternals, RxCollection, RxStorageChangeEvent } from "rxdb/plugins/core";
import { fromDexieToStorage } from "rxdb/plugins/storage-dexie";
import type { Envelope } from "#shared/model/envelope.ts";
import { plain } from "./conflicts.ts";

/**
 * Every live document of a collection, by chunks in order of id. It reads Dexie's table itself: RxDB's own query steps a
 * cursor through the rows, which takes several times as long for tens of thousands. By itself so many rows are read in one task
 * as take a few milliseconds. `asIs` leaves out what RxDB does to
 * names in `data` that begin with two underscores or a bar, which copies every row to its depth; no photo has such fields.
 */
export async function* storedDocuments(
  collection: RxCollection<Envelope>,
  { asIs = false, atOnce = 250 } = {},
): AsyncGenerator<Envelope[]> {
  const { dexieTable, booleanIndexes } = await (collection.storageInstance
    .internals as DexieStorageInternals);
  for (let last = ""; ;) {
    const rows: unknown[] = await dexieTable.where(":id").above(last).limit(atOnce).toArray();
    const documents = rows.map((row) =>
      plain(asIs ? shallow(row as StoredRow) : fromDexieToStorage<Envelope>(booleanIndexes, row)),
    );
    const end = documents.at(-1);
    if (!end) return;
    last = end.id;
    yield documents.filter(({ _deleted }) => !_deleted);
  }
}

/** IndexedDB has no index of booleans, so RxDB stores this one as a text. */
type StoredRow = Omit<Envelope, "_deleted"> & { readonly _deleted: string | boolean };

function shallow({ _deleted, ...rest }: StoredRow): Envelope {
  return { ...rest, _deleted: _deleted === "1" || _deleted === true };
}

/** The documents of one kind, or of one kind and foreign key, in their order. */
export async function documentsOf(
  collection: RxCollection<Envelope>,
  kind: string,
  key?: string,
): Promise<Envelope[]> {
  const selector = key === undefined ? { kind } : { kind, key };
  const found = await collection.find({ selector, sort: [{ order: "asc" }] }).exec();
  return found.map((row) => plain(row.toMutableJSON(true) as Envelope));
}

/** Hears of every write to a collection, its own and replication's, in bulks. A removed document says `_deleted`. */
export function onWrites(
  collection: RxCollection<Envelope>,
  listener: (documents: readonly Envelope[]) => void,
): () => void {
  const subscription = collection.eventBulks$.subscribe(
    ({ events }: { events: RxStorageChangeEvent<Envelope>[] }) =>
      listener(events.map(({ documentData }) => plain(documentData))),
  );
  return () => subscription.unsubscribe();
}
