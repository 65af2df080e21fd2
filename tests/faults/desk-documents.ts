import { addRxPlugin, type DexieStorageInternals, type RxCollection } from "rxdb/plugins/core";
import { fromDexieToStorage } from "rxdb/plugins/storage-dexie";
import { type CollectionName, collections, type Envelope } from "#shared/model/envelope.ts";
import { plain } from "#renderer/replica/conflicts.ts";
import { onWrites } from "#renderer/replica/stored.ts";
import type { DeskNews, StoredDocument } from "./desk-calls.ts";
import { isIn } from "./what-was-kept.ts";

/** The collections that are open, by their names: screens see documents through them only. */
const open = new Map<string, RxCollection<Envelope>>();
addRxPlugin({
  name: "open-collections",
  rxdb: true,
  hooks: {
    createRxCollection: { after: ({ collection }) => void open.set(collection.name, collection as never) },
  },
});

/** Every live document, as screens see it. */
export async function shownDocuments(): Promise<StoredDocument[]> {
  const shown = collections.map(async (collection) => {
    const found = await open.get(collection)!.find().exec();
    return found.map((document) => ({
      collection,
      document: { ...plain(document.toMutableJSON()), _deleted: false },
    }));
  });
  return (await Promise.all(shown)).flat();
}

/** Reads all that the storage has, each time, and hands out what it had not, or in another version. */
export function createNews(): () => Promise<DeskNews> {
  let revisions = new Map<string, string>();
  return async () => {
    const before = revisions;
    revisions = new Map();
    const documents: StoredDocument[] = [];
    for (const { place, revision, read } of (await Promise.all(collections.map(storedRows))).flat()) {
      revisions.set(place, revision);
      if (before.get(place) !== revision) documents.push(read());
    }
    return { documents, gone: [...before.keys()].filter((place) => !revisions.has(place)) };
  };
}

interface StoredRow {
  readonly id: string;
  readonly _deleted: "0" | "1";
  readonly _rev: string;
}

async function storedRows(collection: CollectionName) {
  const { internals } = open.get(collection)!.storageInstance;
  const { dexieTable, booleanIndexes } = await (internals as DexieStorageInternals);
  const rows: StoredRow[] = await dexieTable.toArray();
  return rows
    .filter(({ _deleted }) => _deleted === "0")
    .map((row) => ({
      place: `${collection}/${row.id}`,
      revision: row._rev,
      read: (): StoredDocument => ({
        collection,
        document: plain(fromDexieToStorage<Envelope>(booleanIndexes, row)),
      }),
    }));
}

/** Hears of every version that takes the place of a newer one, or of one that it does not hold. Answers with how to end it. */
export function watchShown(onBack: (before: Envelope, after: Envelope) => void): () => void {
  const ends = [...open.values()].map((collection) => {
    const shown = new Map<string, Envelope>();
    return onWrites(collection, (documents) => {
      for (const document of documents) {
        const before = shown.get(document.id);
        if (before && !isIn(document, before)) onBack(before, document);
        shown.set(document.id, document);
      }
    });
  });
  return () => ends.forEach((end) => end());
}
