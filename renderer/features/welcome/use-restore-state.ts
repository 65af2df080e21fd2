import { useState } from "react";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useStream } from "#renderer/bridge/use-stream.ts";
import type { RestoreState } from "#shared/contract/export-file.ts";

const openState = (bridge: BridgeClient, signal: AbortSignal) =>
  bridge.restoring.state(undefined, { signal });

/** How a restore is, also one that the last run of the app had begun. */
export function useRestoreState(): RestoreState {
  const [state, setState] = useState<RestoreState>({ phase: "none" });
  useStream(openState, setState);
  return state;
}
