import { type DexieStorageInternals, now, type RxCollection } from "rxdb/plugins/core";
import type { Envelope } from "#shared/model/envelope.ts";

/**
 * Lets RxDB go on behind the latest write that these collections hold. It reads what it has to push by the time of
 * writing, so what was written after the computer's clock was set back would count as pushed. Within one page its time never
 * goes back; this carries it over from the page before.
 */
export async function continueWriteTime(collections: readonly RxCollection<Envelope>[]): Promise<void> {
  const times = await Promise.all(collections.map(latestWrite));
  const latest = Math.ceil(Math.max(...times));
  if (latest <= Date.now()) return;
  const computersTime = Date.now;
  // RxDB's time can be set in no other way. Nothing else runs until it is put back.
  Date.now = () => latest;
  now();
  Date.now = computersTime;
}

async function latestWrite({ storageInstance }: RxCollection<Envelope>): Promise<number> {
  const { dexieTable } = await (storageInstance.internals as DexieStorageInternals);
  const last: { _meta: { lwt: number } } | undefined = await dexieTable.orderBy("_meta.lwt").last();
  return last?._meta.lwt ?? 0;
}
