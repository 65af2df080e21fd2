import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import styles from "#renderer/ui/long-work.module.css";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { Failure } from "#renderer/ui/told.tsx";
import type { NewHubState } from "#shared/contract/own-hub.ts";

/** How far a new hub is, or why it has stopped. */
export function NewHubProgress({ newHub }: { newHub: NewHubState }) {
  if (newHub.phase === "working") return <Working newHub={newHub} />;
  return newHub.phase === "stopped" ? <Stopped newHub={newHub} /> : null;
}

function Working({ newHub }: { newHub: Extract<NewHubState, { phase: "working" }> }) {
  const { t } = useTranslation("ownHub");
  const { step, count, part } = newHub;
  const isGathering = step === "gathering";
  return (
    <div className={styles.panel}>
      <div role="status" className={styles.progress}>
        <p className={styles.text}>{isGathering ? t("gathering") : t("taking", { count })}</p>
        <ProgressBar label={t("beginTitle")} done={part} total={isGathering ? null : 1} />
      </div>
      {isGathering ? (
        <div>
          <StopButton />
        </div>
      ) : null}
    </div>
  );
}

function Stopped({ newHub }: { newHub: Extract<NewHubState, { phase: "stopped" }> }) {
  const { t } = useTranslation("ownHub");
  const { ownHub } = useBridge();
  return (
    <div className={styles.panel}>
      <Failure>{t(`stopped.${newHub.problem}`)}</Failure>
      <Group gap="sm">
        <Button onClick={() => void ownHub.again()}>{t("again")}</Button>
        {newHub.step === "gathering" ? <StopButton /> : null}
      </Group>
    </div>
  );
}

function StopButton() {
  const { t } = useTranslation("ownHub");
  const { ownHub } = useBridge();
  const [busy, setBusy] = useState(false);
  const stop = () => {
    setBusy(true);
    void ownHub.cancel().finally(() => setBusy(false));
  };
  return (
    <Button variant="default" loading={busy} onClick={stop}>
      {t("stay")}
    </Button>
  );
}
