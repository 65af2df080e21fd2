import { useEffect, useState } from "react";
import type { Account, VaultStanding } from "#shared/contract/accounts.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { follow } from "#renderer/bridge/follow.ts";

/** Every account that there can be; null until main has said. */
export function useAccounts(): readonly Account[] | null {
  const bridge = useBridge();
  const [accounts, setAccounts] = useState<readonly Account[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const open = (signal: AbortSignal) => bridge.accounts.list(undefined, { signal });
    void follow(open, (now) => setAccounts(now.accounts), stop.signal);
    return () => stop.abort();
  }, [bridge]);
  return accounts;
}

/** What seals the credentials, and whether they can be used; null until main has said. */
export function useVault(): VaultStanding | null {
  const bridge = useBridge();
  const [vault, setVault] = useState<VaultStanding | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void follow((signal) => bridge.vault.state(undefined, { signal }), setVault, stop.signal);
    return () => stop.abort();
  }, [bridge]);
  return vault;
}
