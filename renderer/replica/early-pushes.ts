import type { RxCollection } from "rxdb/plugins/core";
import type { Envelope } from "#shared/model/envelope.ts";
import { type ArrivedRows, arrivalContext } from "./arrived-rows.ts";
import type { Exchange } from "./exchange.ts";
import type { Patience } from "./patience.ts";

/**
 * Sends what is changed here while a collection arrives, whose replication has not begun. What the hub takes becomes a row that
 * arrived, as the hub has it; everything else is left to replication, which merges it and asks again.
 */
export interface EarlyPushes {
  /** Something may have changed, or may be sent now that could not be before. */
  look(): void;
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

export function createEarlyPushes(parts: {
  collection: RxCollection<Envelope>;
  exchange: Exchange;
  rows: ArrivedRows;
  patience: Patience;
}): EarlyPushes {
  const { collection, exchange, rows, patience } = parts;
  const ownChanges = collection.internalStorageInstance.changeStream().subscribe(({ context }) => {
    if (context !== arrivalContext) look();
  });
  let isStopped = false;
  let isAsked = false;
  let work = Promise.resolve();

  async function offer(): Promise<void> {
    if (!isAsked || isStopped) return;
    isAsked = false;
    const { changes, passed } = await patience.call(() => rows.changedHere());
    if (changes.length === 0) return;
    const taken = await exchange.offer(changes);
    if (taken === null) return;
    passed();
    await patience.call(() => rows.settle(taken));
    isAsked = true;
    await offer();
  }

  function look(): void {
    isAsked = true;
    // It fails only where the session ends.
    work = work.then(offer).catch(() => undefined);
  }

  look();
  return {
    look,
    async stop() {
      isStopped = true;
      ownChanges.unsubscribe();
      await work;
    },
  };
}
