import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { useBridge } from "#renderer/bridge/context.tsx";
import { follow } from "#renderer/bridge/follow.ts";
import type { SyncStatus } from "#shared/contract/bridge.ts";

interface SyncState {
  /** Null until main has said it for the first time. */
  readonly status: SyncStatus | null;
  readonly panelOpen: boolean;
}

const SyncContext = createContext<StoreApi<SyncState> | null>(null);

/** Listens to the connection for as long as the window lives. */
export function SyncProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const [store] = useState(() => createStore<SyncState>(() => ({ status: null, panelOpen: false })));

  useEffect(() => {
    const stop = new AbortController();
    void follow(
      (signal) => bridge.sync.status(undefined, { signal }),
      (status) => store.setState({ status }),
      stop.signal,
    );
    return () => stop.abort();
  }, [bridge, store]);

  return <SyncContext value={store}>{children}</SyncContext>;
}

function useSyncStore(): StoreApi<SyncState> {
  const store = use(SyncContext);
  if (!store) throw new Error("The sync state is used outside its provider");
  return store;
}

export function useSyncStatus(): SyncStatus | null {
  return useStore(useSyncStore(), (state) => state.status);
}

/** Whether the person chose to work offline, and the switch for it. */
export function useOfflineSwitch(): {
  switchedOff: boolean;
  setSwitchedOff: (off: boolean) => Promise<void>;
} {
  const bridge = useBridge();
  const store = useSyncStore();
  const switchedOff = useStore(store, ({ status }) => status?.reason === "switchedOff");
  const setSwitchedOff = useCallback(
    async (off: boolean) => {
      const status = await bridge.sync.setSwitchedOff({ switchedOff: off });
      store.setState({ status });
    },
    [bridge, store],
  );
  return { switchedOff, setSwitchedOff };
}

export function useSyncPanel(): { opened: boolean; open: () => void; close: () => void } {
  const store = useSyncStore();
  const opened = useStore(store, (state) => state.panelOpen);
  return {
    opened,
    open: () => store.setState({ panelOpen: true }),
    close: () => store.setState({ panelOpen: false }),
  };
}
