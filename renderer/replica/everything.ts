import type { JournalEntry } from "#shared/contract/bridge.ts";
import { collections as names } from "#shared/model/envelope.ts";
import { plain } from "./conflicts.ts";
import type { Collections } from "./database.ts";

/** All documents of the replica, so many at once, as they are when their turn comes. */
export async function* everythingIn(
  collections: Collections,
  atOnce: number,
): AsyncGenerator<JournalEntry[]> {
  for (const collection of names)
    for (let after = ""; ;) {
      const selector = { id: { $gt: after } };
      const found = await collections[collection]
        .find({ selector, sort: [{ id: "asc" }], limit: atOnce })
        .exec();
      if (found.length === 0) break;
      yield found.map((document) => ({ collection, document: plain(document.toMutableJSON(true)) }));
      after = found.at(-1)!.id;
    }
}
