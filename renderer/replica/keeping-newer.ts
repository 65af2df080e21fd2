import type {
  BulkWriteRow,
  RxStorage,
  RxStorageBulkWriteResponse,
  RxStorageInstance,
  RxStorageInstanceCreationParams,
  RxStorageWriteError,
} from "rxdb/plugins/core";
import type { Envelope } from "#shared/model/envelope.ts";
import { merge } from "#shared/rules/merge.ts";
import { isSameDocument, plain } from "./conflicts.ts";

/** What RxDB calls a write of what it pulled, before the name of the replication. */
const pulledContext = "replication-downstream-";

type Instance = RxStorageInstance<unknown, unknown, unknown>;

/**
 * A storage in which no version of the hub takes the place of a newer one. A page that the hub gave out before it took a push may
 * come after the answer to that push: RxDB then finds here just what it knows the hub to have, takes the page for news, and would
 * show the older version, and have it edited, until the next page. Such rows are answered as conflicts, which RxDB leaves as they are.
 */
export function keepingNewer(storage: RxStorage<unknown, unknown>): RxStorage<unknown, unknown> {
  return {
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    async createStorageInstance<T>(params: RxStorageInstanceCreationParams<T, unknown>) {
      const instance = await storage.createStorageInstance(params);
      const bulkWrite = instance.bulkWrite.bind(instance) as unknown as Instance["bulkWrite"];
      const guarded: Instance["bulkWrite"] = (rows, context) =>
        context.startsWith(pulledContext)
          ? forward(rows as BulkWriteRow<Envelope>[], context, (news) => bulkWrite(news, context))
          : bulkWrite(rows, context);
      return Object.assign(instance, { bulkWrite: guarded });
    },
  };
}

/** Whether there is anything in `theirs` that `mine` has not, or has older. */
export function isNews(mine: Envelope, theirs: Envelope): boolean {
  return !isSameDocument(merge(plain(mine), plain(theirs), null).document, mine);
}

async function forward(
  rows: BulkWriteRow<Envelope>[],
  context: string,
  write: (news: BulkWriteRow<Envelope>[]) => Promise<RxStorageBulkWriteResponse<unknown>>,
): Promise<RxStorageBulkWriteResponse<unknown>> {
  const isOld = ({ previous, document }: BulkWriteRow<Envelope>) =>
    previous !== undefined && !isNews(previous, document);
  const sorted = Map.groupBy(rows, isOld);
  const news = sorted.get(false) ?? [];
  const old = sorted.get(true) ?? [];
  const { error } = news.length > 0 ? await write(news) : { error: [] };
  return { error: [...error, ...old.map((row) => asConflict(row, context))] };
}

function asConflict(writeRow: BulkWriteRow<Envelope>, context: string): RxStorageWriteError<unknown> {
  const { document, previous } = writeRow;
  return { status: 409, isError: true, context, documentId: document.id, writeRow, documentInDb: previous! };
}
