import type { BridgeClient } from "../bridge/client.ts";
import { handedAtOnce } from "#shared/contract/handed-documents.ts";
import type { Replica } from "./replica.ts";

/** Hands main all that the replica has, which wants it while no hub can be asked. */
export async function handOver(
  hand: BridgeClient["ownHub"]["hand"],
  replica: Pick<Replica, "everything">,
  isGone: () => boolean,
): Promise<void> {
  for await (const entries of replica.everything(handedAtOnce)) {
    if (isGone()) return;
    await hand({ entries, isLast: false });
  }
  await hand({ entries: [], isLast: true });
}
