import type { RxStorage } from "rxdb/plugins/core";
import { replicaStorage } from "#renderer/replica/replica-storage.ts";

/** A disk that does not take some of what arrives. */
export function failingFor(fails: (ids: readonly unknown[]) => boolean): RxStorage<unknown, unknown> {
  const dexie = replicaStorage();
  const createStorageInstance: typeof dexie.createStorageInstance = async (params) => {
    const instance = await dexie.createStorageInstance(params);
    const bulkWrite = instance.bulkWrite.bind(instance);
    instance.bulkWrite = async (rows, context) => {
      const ids = rows.map(({ document }) => (document as { id?: string }).id);
      if (context === "first-sync" && fails(ids)) throw new Error("The disk is full");
      return bulkWrite(rows, context);
    };
    return instance;
  };
  return Object.assign(Object.create(dexie) as typeof dexie, { createStorageInstance });
}

/** One that fails for good at this write, counted from one, as for a window that is killed there. */
export function failingAt(write: number): { storage: RxStorage<unknown, unknown>; isReached: () => boolean } {
  let writes = 0;
  return { storage: failingFor(() => ++writes >= write), isReached: () => writes >= write };
}
