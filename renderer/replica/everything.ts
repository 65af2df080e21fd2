import type { JournalEntry } from "#shared/contract/bridge.ts";
import { collections as names } from "#shared/model/envelope.ts";
import type { Collections } from "./database.ts";
import { storedDocuments } from "./stored.ts";

/** All documents of the replica, at most so many at once, as they are when their turn comes. */
export async function* everythingIn(
  collections: Collections,
  atOnce: number,
): AsyncGenerator<JournalEntry[]> {
  for (const collection of names)
    for await (const documents of storedDocuments(collections[collection], { atOnce }))
      if (documents.length > 0) yield documents.map((document) => ({ collection, document }));
}
