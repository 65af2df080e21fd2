import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { useBridge } from "#renderer/bridge/context.tsx";
import { follow } from "#renderer/bridge/follow.ts";
import type { ComputerState } from "#shared/contract/desktop.ts";

const ComputerContext = createContext<ComputerState | null>(null);

/** Follows how the app stands on this computer for as long as the lot is open. */
export function ComputerProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const [state, setState] = useState<ComputerState | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void follow((signal) => bridge.computer.state(undefined, { signal }), setState, stop.signal);
    return () => stop.abort();
  }, [bridge]);
  return <ComputerContext value={state}>{children}</ComputerContext>;
}

/** Null until main has said it, and always in a browser, where the app is no part of the computer. */
export function useComputer(): ComputerState | null {
  return use(ComputerContext);
}
