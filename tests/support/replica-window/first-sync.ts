import { Dexie } from "dexie";
import { connectBridge } from "#renderer/bridge/connect.ts";
import { pullBatch } from "#renderer/replica/replication.ts";
import { openReplica } from "#renderer/replica/replica.ts";

export interface Measured {
  readonly milliseconds: number;
  /** Of the tasks that kept the page from answering, in milliseconds. */
  readonly longestTask: number;
}

/** Opens an empty replica and waits until its inventory shows this many cars. */
export async function firstSync(count: number): Promise<Measured> {
  const bridge = await connectBridge();
  const desk = await bridge.desk.describe();
  return measured(async () => {
    const replica = await openReplica({ bridge, desk });
    await new Promise<void>((resolve) => {
      const check = () => replica.inventory.get().cars.length >= count && resolve();
      replica.inventory.subscribe(check);
      check();
    });
  });
}

/** The floor: the same rows through the same bridge in the same batches, put into a table with the same indexes. */
export async function plainDexie(count: number): Promise<Measured> {
  const bridge = await connectBridge();
  const database = new Dexie("plain");
  database.version(1).stores({ docs: "id, [_deleted+kind+order+id], [_deleted+kind+key+order+id]" });
  return measured(async () => {
    let after = 0;
    for (let done = 0; done < count;) {
      const { documents, checkpoint } = await bridge.sync.pull({
        collection: "vehicles",
        after,
        limit: pullBatch,
      });
      const rows = documents.map((document) => Object.assign(document, { _deleted: "0" }));
      await database.table("docs").bulkPut(rows);
      after = checkpoint.sequence;
      done += rows.length;
    }
  });
}

export async function measured(act: () => Promise<unknown>): Promise<Measured> {
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  observer.observe({ type: "longtask" });
  const started = performance.now();
  await act();
  const milliseconds = performance.now() - started;
  // Tasks are told of after they have ended.
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return { milliseconds, longestTask };
}
