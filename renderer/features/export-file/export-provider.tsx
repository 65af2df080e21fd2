import { createContext, use, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useStream } from "#renderer/bridge/use-stream.ts";
import { useHandOver } from "#renderer/replica/use-hand-over.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import type { ExportState } from "#shared/contract/export-file.ts";

const StateContext = createContext<ExportState>({ phase: "none" });

const openState = (bridge: BridgeClient, signal: AbortSignal) =>
  bridge.exportFile.state(undefined, { signal });

/** Follows an export wherever in the window somebody is, and hands over the replica's documents where main asks for them. */
export function ExportProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<ExportState>({ phase: "none" });
  useStream(openState, setState);
  useEnd(state);
  useHandOver("exportFile", state.phase === "working" && state.wantsDocuments);
  return <StateContext value={state}>{children}</StateContext>;
}

export function useExportState(): ExportState {
  return use(StateContext);
}

/** Says how it ended to somebody who went on with something else. */
function useEnd(state: ExportState): void {
  const { t } = useTranslation("exportFile");
  const { phase } = state;
  const before = useRef(phase);
  useEffect(() => {
    const wasWorking = before.current === "working";
    before.current = phase;
    if (wasWorking && phase === "done") notifyDone({ message: t("doneNotice") });
    if (wasWorking && phase === "none") notifyDone({ message: t("cancelledNotice") });
    if (wasWorking && phase === "failed") notifyProblem({ message: t("failedNotice") });
  }, [phase, t]);
}
