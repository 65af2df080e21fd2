import { createContext, use, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useStream } from "#renderer/bridge/use-stream.ts";
import { useHandOver } from "#renderer/replica/use-hand-over.ts";
import { notifyDone } from "#renderer/ui/notify.tsx";
import type { NewHubState, OwnHubState } from "#shared/contract/own-hub.ts";

const nothing: OwnHubState = { trouble: null, newHub: { phase: "none" }, setAside: null };
const StateContext = createContext(nothing);

const openState = (bridge: BridgeClient, signal: AbortSignal) => bridge.ownHub.state(undefined, { signal });

/** Follows this desk's own hub, and hands over the replica's documents where a new one begins from them. */
export function OwnHubProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState(nothing);
  useStream(openState, setState);
  useEnd(state.newHub);
  useHandOver("ownHub", state.newHub.phase === "working" && state.newHub.wantsDocuments);
  return <StateContext value={state}>{children}</StateContext>;
}

export function useOwnHub(): OwnHubState {
  return use(StateContext);
}

/** Says how it ended to somebody who went on with something else. */
function useEnd(newHub: NewHubState): void {
  const { t } = useTranslation("ownHub");
  const before = useRef(newHub.phase);
  useEffect(() => {
    const wasWorking = before.current === "working";
    before.current = newHub.phase;
    if (!wasWorking || newHub.phase !== "done") return;
    const { damagedFiles } = newHub;
    const rest = damagedFiles > 0 ? t("damagedFiles", { count: damagedFiles }) : "";
    notifyDone({ message: `${t("done")} ${rest}`.trim() });
  }, [newHub, t]);
}
