import { connectBridge } from "#renderer/bridge/connect.ts";
import { openReplica, type Replica } from "#renderer/replica/replica.ts";

/** What a test finds in the page once `openHere` has resolved. */
export interface OpenedHere {
  replica: Replica;
}

/** Opens the replica of the host's desk, as the window does, and leaves it where a test can reach it. */
export async function openHere(): Promise<void> {
  const bridge = await connectBridge();
  const replica = await openReplica({ bridge, desk: await bridge.desk.describe() });
  replica.history.openOverlaps.subscribe(() => undefined);
  Object.assign(globalThis, { replica } satisfies OpenedHere);
}
