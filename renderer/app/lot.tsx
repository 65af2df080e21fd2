import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "../bridge/context.tsx";
import { PresenceProvider } from "../bridge/presence-context.tsx";
import { reportDefect } from "../bridge/report-defect.ts";
import { ExportProvider } from "../features/export-file/export-provider.tsx";
import { HelpProvider } from "../features/help/help-provider.tsx";
import { RepairButton } from "../features/help/repair-button.tsx";
import { MovingProvider } from "../features/moving/moving-provider.tsx";
import { OwnHubProvider } from "../features/own-hub/own-hub-provider.tsx";
import { PictureJobsProvider } from "../features/photo-export/jobs-context.tsx";
import { SyncProvider } from "../features/sync/sync-provider.tsx";
import { UpdatesProvider } from "../features/updates/updates-context.tsx";
import { ReplicaProvider, useReplica } from "../replica/context.tsx";
import { drawSamplePhotos, finishSetUp } from "./first-steps.ts";
import { AccessProvider } from "./access-provider.tsx";
import { Shell } from "./shell.tsx";
import { Notice, Splash } from "./splash.tsx";

interface LotProps {
  /** The first-run question was answered in this window just now. */
  readonly isNew: boolean;
}

/** Opens this desk's replica, finishes a first run where one is unfinished, and shows the shell. */
export function Lot({ isNew }: LotProps) {
  return (
    <MovingProvider>
      <AccessProvider>
        <ReplicaProvider waiting={<Splash stage="opening" />} busy={<Busy />} failed={openFailed}>
          <SyncProvider>
            <PresenceProvider>
              <FirstSteps isNew={isNew}>
                <PictureJobsProvider>
                  <UpdatesProvider>
                    <HelpProvider>
                      <ExportProvider>
                        <OwnHubProvider>
                          <Shell />
                        </OwnHubProvider>
                      </ExportProvider>
                    </HelpProvider>
                  </UpdatesProvider>
                </PictureJobsProvider>
              </FirstSteps>
            </PresenceProvider>
          </SyncProvider>
        </ReplicaProvider>
      </AccessProvider>
    </MovingProvider>
  );
}

const openFailed = (error: unknown) => <OpenFailed error={error} />;

type Progress = { readonly done: boolean } | { readonly error: unknown };

function FirstSteps({ isNew, children }: LotProps & { children: ReactNode }) {
  const progress = useFirstSteps(isNew);
  if ("error" in progress) return <OpenFailed error={progress.error} />;
  return progress.done ? children : <Splash stage={isNew ? "arriving" : "opening"} />;
}

function useFirstSteps(isNew: boolean): Progress {
  const { t } = useTranslation("welcome");
  const bridge = useBridge();
  const desk = useDesk();
  const replica = useReplica();
  const [progress, setProgress] = useState<Progress>({ done: false });
  const [sampleName] = useState(() => t("sampleDealership"));

  useEffect(() => {
    const stop = new AbortController();
    const steps = { bridge, desk, replica, storage: localStorage };
    const show = (next: Progress) => stop.signal.aborted || setProgress(next);
    const draw = async () => {
      show({ done: true });
      await drawSamplePhotos(steps, stop.signal).catch((error: unknown) => reportDefect(bridge, error));
    };
    void finishSetUp({ ...steps, sampleName, isNew }).then(draw, (error: unknown) => show({ error }));
    return () => stop.abort();
  }, [bridge, desk, replica, sampleName, isNew]);
  return progress;
}

function OpenFailed({ error }: { error: unknown }) {
  const { t } = useTranslation("shell");
  const bridge = useBridge();
  const [id, setId] = useState<string | null>(null);
  useEffect(() => void reportDefect(bridge, error).then(setId), [bridge, error]);
  return (
    <Notice
      title={t("openFailedTitle")}
      text={t("openFailedText")}
      report={id === null ? t("defectReporting") : t("defectReport", { id })}
      onRetry={() => location.reload()}
      otherWay={<RepairButton error={error} />}
    />
  );
}

function Busy() {
  const { t } = useTranslation("shell");
  return <Notice title={t("busyTitle")} text={t("busyText")} />;
}
