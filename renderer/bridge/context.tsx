import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import type { BridgeClient } from "./client.ts";
import { connectBridge } from "./connect.ts";

interface Connected {
  readonly bridge: BridgeClient;
  readonly desk: DeskDescription;
  /** Takes the description that beginning or joining a dealership answered with. */
  readonly updateDesk: (desk: DeskDescription) => void;
}

const BridgeContext = createContext<Connected | null>(null);

interface BridgeProviderProps {
  readonly children: ReactNode;
  /** Shown until main has answered. */
  readonly waiting?: ReactNode;
  /** Shown in a browser whose link is no longer good: the one that the host prints is the way in. */
  readonly staleLink?: ReactNode;
  readonly connect?: (onStaleLink: () => void) => Promise<BridgeClient>;
}

/** Connects with main and asks what this desk is before anything else is shown. */
export function BridgeProvider(props: BridgeProviderProps) {
  const { children, waiting = null, staleLink = waiting, connect = connectBridge } = props;
  const [bridge, setBridge] = useState<BridgeClient | null>(null);
  const [desk, setDesk] = useState<DeskDescription | null>(null);
  const [isStale, setIsStale] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    void firstAnswer(() => connect(() => setIsStale(true)), stop.signal).then((answer) => {
      if (stop.signal.aborted || !answer) return;
      setBridge(() => answer.bridge);
      setDesk(answer.desk);
    });
    return () => stop.abort();
  }, [connect]);

  const value = useMemo(() => bridge && desk && { bridge, desk, updateDesk: setDesk }, [bridge, desk]);
  if (isStale) return staleLink;
  return value ? <BridgeContext.Provider value={value}>{children}</BridgeContext.Provider> : waiting;
}

export function useBridge(): BridgeClient {
  return useConnected().bridge;
}

export function useDesk(): DeskDescription {
  return useConnected().desk;
}

export function useUpdateDesk(): (desk: DeskDescription) => void {
  return useConnected().updateDesk;
}

function useConnected(): Connected {
  const value = useContext(BridgeContext);
  if (!value) throw new Error("The bridge is used outside its provider");
  return value;
}

/** A host that is still starting is asked again; only the end of the window ends the asking. */
async function firstAnswer(connect: () => Promise<BridgeClient>, signal: AbortSignal) {
  const bridge = await connect();
  while (!signal.aborted) {
    const desk = await bridge.desk.describe().catch(() => null);
    if (desk) return { bridge, desk };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return null;
}
