import type { Dexie } from "dexie";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { collections } from "#shared/model/envelope.ts";
import { skipAbsentRows } from "./fresh-stores.ts";

/** What documents are asked for by. RxDB puts what is not deleted first and the id last. */
export const envelopeIndexes = [
  ["kind", "order"],
  ["kind", "key", "order"],
];

/**
 * What of a collection's rows IndexedDB has in order. RxDB declares two indexes more: for queries of a schema without indexes,
 * and for a clean-up that we do not do. Every index makes every row dearer to write.
 */
const rowIndexes = [
  "id",
  ...envelopeIndexes.map((fields) => `[_deleted+${fields.join("+")}+id]`),
  "[_meta.lwt+id]",
].join(", ");

/** Where RxDB keeps the replica: IndexedDB, with no more indexes than are used, and no look for rows that cannot be there. */
export const replicaStorage = () =>
  getRxStorageDexie({
    onCreate(database) {
      if (keepsDocuments(database)) leaveOutUnusedIndexes(database);
      skipAbsentRows(database);
    },
  });

const keepsDocuments = ({ name }: Dexie) =>
  collections.some((collection) => name.endsWith(`--${collection}`));

/** A version after the one that RxDB declares: of a database that has them already Dexie deletes them. */
function leaveOutUnusedIndexes(database: Dexie): void {
  database.version(2).stores({ docs: rowIndexes });
}
