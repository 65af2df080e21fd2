import { connectBridge } from "#renderer/bridge/connect.ts";
import { openReplica } from "#renderer/replica/replica.ts";

/** Opens the replica of the host's desk, as the window does, and leaves it where a test can reach it: `replica`. */
export async function openHere(): Promise<void> {
  const bridge = await connectBridge();
  const replica = await openReplica({ bridge, desk: await bridge.desk.describe() });
  replica.history.openOverlaps.subscribe(() => undefined);
  Object.assign(globalThis, { replica });
}
