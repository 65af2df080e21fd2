import { useEffect, useMemo, useState } from "react";
import type { RecoveryState } from "#shared/contract/recovery.ts";
import { connectRecovery, type RecoveryClient } from "../bridge/connect.ts";
import { desktopAbilities } from "../bridge/desktop-port.ts";
import { follow } from "../bridge/follow.ts";
import { RecoveryScreen } from "../features/help/recovery-screen.tsx";
import { startI18n } from "./i18n.ts";
import { Splash, StaleLink } from "./splash.tsx";
import { allowStyleSheetsOnly } from "./trusted-types.ts";
import { renderWindow } from "./window-root.tsx";

/** Shows the recovery window in an element of its page: it stands on nothing that may be damaged. */
export async function startRecoveryWindow(element: HTMLElement): Promise<void> {
  allowStyleSheetsOnly();
  const i18n = await startI18n(localStorage, navigator.languages);
  renderWindow(element, i18n, <RecoveryWindow />);
}

function RecoveryWindow() {
  const { bridge, state, isStale } = useRecovery();
  const diagnostics = useMemo(
    () =>
      bridge && {
        list: bridge.diagnostics,
        save: bridge.saveDiagnostics,
        downloads: desktopAbilities() === null,
      },
    [bridge],
  );
  if (isStale) return <StaleLink />;
  if (!bridge || !diagnostics || state?.phase !== "damaged") return <Splash stage="opening" />;
  return (
    <RecoveryScreen
      state={state}
      diagnostics={diagnostics}
      acts={{
        retry: () => bridge.retry(),
        restore: (source) => bridge.restore(source),
        openFolder: () => void bridge.openFolder(),
        quit: () => void bridge.quit(),
      }}
    />
  );
}

function useRecovery() {
  const [bridge, setBridge] = useState<RecoveryClient | null>(null);
  const [state, setState] = useState<RecoveryState | null>(null);
  const [isStale, setIsStale] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    void connectRecovery(() => setIsStale(true)).then((client) => {
      if (stop.signal.aborted) return undefined;
      setBridge(() => client);
      return follow((signal) => client.state(undefined, { signal }), take, stop.signal);
    });
    const take = (next: RecoveryState) => {
      setState(next);
      // Our own window is taken to the lot by main; a browser's page has to go there itself.
      if (next.phase === "open" && !desktopAbilities()) location.replace("/");
    };
    return () => stop.abort();
  }, []);
  return { bridge, state, isStale };
}
