import { Dexie } from "dexie";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { connectBridge } from "#renderer/bridge/connect.ts";
import { openReplica, type Replica } from "#renderer/replica/replica.ts";
import type { CollectionName } from "#shared/model/envelope.ts";

/** As many as the replica asks for. */
const pageSize = 500;

export interface Measured {
  readonly milliseconds: number;
  /** Of the tasks that kept the page from answering, in milliseconds. */
  readonly longestTask: number;
}

export interface Counts {
  readonly cars: number;
  readonly photos: number;
}

/** Milliseconds from the beginning until… */
export interface Joined {
  /** …cars are in the inventory, where they can be searched and opened. */
  readonly usable: number;
  /** …all cars are. */
  readonly cars: number;
  /** …everything is stored, with what RxDB has to know of it to go on from there. */
  readonly complete: number;
}

/** Opens an empty replica of a dealership that has so much. */
export async function firstSync(counts: Counts): Promise<Joined> {
  const bridge = await connectBridge();
  const desk = await bridge.desk.describe();
  const since = stopwatch();
  const replica = await openReplica({ bridge, desk });
  const inventory = (count: number) =>
    when(replica.inventory, () => replica.inventory.get().cars.length >= count).then(since);
  const [usable, cars, complete] = await Promise.all([
    inventory(1),
    inventory(counts.cars),
    everythingIsHere(replica, counts).then(since),
  ]);
  return { usable, cars, complete };
}

async function everythingIsHere(replica: Replica, { cars, photos }: Counts): Promise<void> {
  await when(replica.inventory, () => replica.inventory.get().cars.length >= cars);
  await when(replica.library, () => replica.library.get().photos.length >= photos);
  await replica.settled();
}

/** The floor: the same rows through the same bridge in the same batches, put into a table with the same indexes. */
export async function plainDexie({ cars, photos }: Counts): Promise<Pick<Joined, "complete">> {
  const bridge = await connectBridge();
  const since = stopwatch();
  await pulledInto("vehicles", cars, bridge);
  await pulledInto("photos", photos, bridge);
  return { complete: since() };
}

async function pulledInto(collection: CollectionName, count: number, bridge: BridgeClient): Promise<void> {
  const database = new Dexie(`plain-${collection}`);
  database.version(1).stores({ docs: "id, [_deleted+kind+order+id], [_deleted+kind+key+order+id]" });
  let after = 0;
  for (let done = 0; done < count;) {
    const { documents, checkpoint } = await bridge.sync.pull({ collection, after, limit: pageSize });
    const rows = documents.map((document) => Object.assign(document, { _deleted: "0" }));
    await database.table("docs").bulkPut(rows);
    after = checkpoint.sequence;
    done += rows.length;
  }
}

function stopwatch(): () => number {
  const begun = performance.now();
  return () => performance.now() - begun;
}

function when({ subscribe }: Pick<Replica["inventory"], "subscribe">, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      end();
      resolve();
    };
    const end = subscribe(look);
    look();
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
