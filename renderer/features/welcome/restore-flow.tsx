import { useState } from "react";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import type { ExportFacts, RestoreState } from "#shared/contract/export-file.ts";
import { RestoreFacts } from "./restore-facts.tsx";
import { RestoreFileForm } from "./restore-file-form.tsx";
import { RestoreDone, RestoreFailed, RestoreProgress } from "./restore-progress.tsx";

interface RestoreFlowProps {
  readonly state: RestoreState;
  readonly onBack: () => void;
  readonly onBegun: (desk: DeskDescription) => void;
}

/** From a file and its passphrase, over what is in it, to a lot that is whole. */
export function RestoreFlow({ state, onBack, onBegun }: RestoreFlowProps) {
  const [facts, setFacts] = useState<ExportFacts | null>(null);
  if (state.phase === "working") return <RestoreProgress state={state} />;
  if (state.phase === "failed") return <RestoreFailed state={state} onLeft={() => setFacts(null)} />;
  if (state.phase === "done") return <RestoreDone state={state} onBegun={onBegun} />;
  if (facts) return <RestoreFacts facts={facts} onBack={() => setFacts(null)} />;
  return <RestoreFileForm onBack={onBack} onOpened={setFacts} />;
}
