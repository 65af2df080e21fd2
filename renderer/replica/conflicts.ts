import type { RxConflictHandler, WithDeleted } from "rxdb/plugins/core";
import type { Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { merge } from "#shared/rules/merge.ts";

/**
 * How RxDB settles its replica with the hub. Both functions are total: what they throw would lose a push. Ids in
 * `refused` are of rows that the hub turned down: its master replaces them, and nothing of them may be merged into it.
 */
export function createConflictHandler(refused: ReadonlySet<string>): RxConflictHandler<Envelope> {
  return {
    isEqual: (a, b) => isSameDocument(a, b),
    resolve: async ({ newDocumentState: mine, realMasterState: master, assumedMasterState: base }) =>
      refused.has(mine.id) ? master : merge(plain(mine), plain(master), base ? plain(base) : null).document,
  };
}

/** Whether two versions say the same, whatever RxDB has noted about them beside. */
export function isSameDocument(a: WithDeleted<Envelope>, b: WithDeleted<Envelope>): boolean {
  return (
    a._deleted === b._deleted && a.kind === b.kind && isSame(a.stamps, b.stamps) && isSame(a.data, b.data)
  );
}

/** The document without RxDB's notes. */
export function plain({ id, kind, key, order, data, stamps, _deleted }: Envelope): Envelope {
  return { id, kind, key, order, data, stamps, _deleted };
}
