import { createContext, type ReactNode, use, useState } from "react";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useStream } from "#renderer/bridge/use-stream.ts";
import type { ComputerState } from "#shared/contract/desktop.ts";

const ComputerContext = createContext<ComputerState | null>(null);

const stateOf = (bridge: BridgeClient, signal: AbortSignal) => bridge.computer.state(undefined, { signal });

/** Follows how the app stands on this computer for as long as the lot is open. */
export function ComputerProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<ComputerState | null>(null);
  useStream(stateOf, setState);
  return <ComputerContext value={state}>{children}</ComputerContext>;
}

/** Null until main has said it, and always in a browser, where the app is no part of the computer. */
export function useComputer(): ComputerState | null {
  return use(ComputerContext);
}
