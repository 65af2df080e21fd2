import { useEffect } from "react";
import { handedAtOnce } from "#shared/contract/handed-documents.ts";
import type { BridgeClient } from "../bridge/client.ts";
import { useBridge } from "../bridge/context.tsx";
import { reportDefect } from "../bridge/report-defect.ts";
import { useReplica } from "./context.tsx";
import type { Replica } from "./replica.ts";

/** Hands main all that the replica has when it wants that, which it does while no hub can be asked. */
export function useHandOver(to: "exportFile" | "ownHub", isWanted: boolean): void {
  const bridge = useBridge();
  const replica = useReplica();
  useEffect(() => {
    if (!isWanted) return undefined;
    let gone = false;
    void handOver(bridge[to].hand, replica, () => gone).catch((error: unknown) =>
      reportDefect(bridge, error),
    );
    return () => void (gone = true);
  }, [to, isWanted, bridge, replica]);
}

async function handOver(
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
