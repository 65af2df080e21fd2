import type { BridgeClient } from "#renderer/bridge/client.ts";
import { connectBridge } from "#renderer/bridge/connect.ts";
import { openReplica, type Replica } from "#renderer/replica/replica.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";

/** Milliseconds. */
export interface Pushed {
  /** Until the cars are in the replica and the journal, with a line of history each. */
  readonly store: number;
  /** From going online until the hub has all of it and the journal nothing more. */
  readonly push: number;
}

/** Takes cars in while the desk is switched off, as from a list, and then sends them. */
export async function pushCars(cars: readonly Vehicle[]): Promise<Pushed> {
  const bridge = await connectBridge();
  await bridge.sync.setSwitchedOff({ switchedOff: true });
  const replica = await openReplica({ bridge, desk: await bridge.desk.describe() });
  const begun = performance.now();
  await takeIn(replica, cars);
  const stored = performance.now();
  await bridge.sync.setSwitchedOff({ switchedOff: false });
  await nothingWaits(bridge);
  return { store: stored - begun, push: performance.now() - stored };
}

async function takeIn({ stockLists }: Replica, cars: readonly Vehicle[]): Promise<void> {
  const listed = cars.map((car) => ({
    vehicleId: stockLists.idFor(car.stockNumber),
    values: { ...car, status: car.status.state },
  }));
  const { done, refused } = await stockLists.import(listed, "benchmark.csv");
  if (done < cars.length || refused.length > 0)
    throw new Error(`The replica took ${done} cars and refused ${refused.length}`);
}

async function nothingWaits(bridge: BridgeClient): Promise<void> {
  for await (const { connection, changesWaiting } of await bridge.sync.status())
    if (connection === "online" && changesWaiting === 0) return;
}
