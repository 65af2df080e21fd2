import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useStream } from "#renderer/bridge/use-stream.ts";
import type { LockState } from "#shared/contract/lock.ts";
import { LockScreen } from "./lock-screen.tsx";
import { StillHere } from "./still-here.tsx";
import { useHeldBack } from "./use-held-back.ts";

interface DeskLock {
  readonly state: LockState;
  /** The desk was open in this window before: what its person had open stays behind the lock screen. */
  readonly wasOpen: boolean;
  readonly setName: (name: string | null) => void;
}

const LockContext = createContext<DeskLock | null>(null);

const stateOf = (bridge: BridgeClient, signal: AbortSignal) => bridge.lock.state(undefined, { signal });

interface LockProviderProps {
  readonly waiting: ReactNode;
  /** Stands on the lock screen, for whoever passes by. */
  readonly note: ReactNode;
  readonly children: ReactNode;
}

/** Covers the window while the desk is locked; shows nothing until it is known whether it is. */
export function LockProvider({ waiting, note, children }: LockProviderProps) {
  const [state, setState] = useState<LockState | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);
  useStream(stateOf, setState);
  useHeldBack(state?.locked ?? true);
  if (state && !state.locked && !wasOpen) setWasOpen(true);
  const value = useMemo(() => state && { state, wasOpen, setName }, [state, wasOpen]);
  if (!value) return waiting;
  return (
    <LockContext value={value}>
      {children}
      {value.state.locked ? <LockScreen name={name} waitUntil={value.state.waitUntil} note={note} /> : null}
      {value.state.isSet && !value.state.locked ? <StillHere /> : null}
    </LockContext>
  );
}

export function useDeskLock(): DeskLock {
  const lock = use(LockContext);
  if (!lock) throw new Error("useDeskLock needs a LockProvider above it");
  return lock;
}

/** Has the lock screen say whose desk it is. */
export function useLockName(name: string | null): void {
  const { setName } = useDeskLock();
  useEffect(() => setName(name), [name, setName]);
}
