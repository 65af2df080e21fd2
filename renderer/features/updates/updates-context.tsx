import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { useBridge } from "#renderer/bridge/context.tsx";
import { follow } from "#renderer/bridge/follow.ts";
import type { UpdateStatus } from "#shared/contract/updates.ts";

const Context = createContext<UpdateStatus | null>(null);

/** Follows how it stands with new versions for as long as the lot is open. */
export function UpdatesProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const [status, setStatus] = useState<UpdateStatus | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void follow((signal) => bridge.updates.status(undefined, { signal }), setStatus, stop.signal);
    return () => stop.abort();
  }, [bridge]);
  return <Context value={status}>{children}</Context>;
}

/** Null until main has said it for the first time. */
export function useUpdateStatus(): UpdateStatus | null {
  return use(Context);
}
