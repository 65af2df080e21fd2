import { Button, Group } from "@mantine/core";
import { IconTruck } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { SettingsRow, SettingsSection } from "#renderer/ui/settings-section.tsx";
import { Failure } from "#renderer/ui/told.tsx";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { DeskPlace, MoveState } from "#shared/contract/moving.ts";
import { LeftHub } from "./left-hub.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { usePlace } from "./moving-provider.tsx";
import styles from "#renderer/ui/long-work.module.css";

/** Which hub this desk uses, what is wrong with it, and how the desk moves to another with all that it has. */
export function HubSection({ status, children }: { status: SyncStatus | null; children: ReactNode }) {
  const { t } = useTranslation("moving");
  const place = usePlace();
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      {place ? (
        <>
          <SettingsRow label={t("uses")}>
            <span data-selectable>{place.hubAddress ?? t("ownHub")}</span>
          </SettingsRow>
          {children}
          <Move place={place} />
          {place.left === null ? null : <LeftHub status={status} />}
        </>
      ) : null}
    </SettingsSection>
  );
}

function Move({ place }: { place: DeskPlace }) {
  const { t } = useTranslation("moving");
  const [asking, setAsking] = useState(false);
  const isOwnHub = place.hubAddress === null;
  if (place.move.phase === "packing") return <Packing move={place.move} />;
  if (place.move.phase === "stopped") return <Stopped move={place.move} />;
  return (
    <>
      <Button
        mt="md"
        variant="default"
        leftSection={<IconTruck size={16} stroke={1.75} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {isOwnHub ? t("join") : t("change")}
      </Button>
      {asking ? <MoveDialog isOwnHub={isOwnHub} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Packing({ move }: { move: Extract<MoveState, { phase: "packing" }> }) {
  const { t } = useTranslation("moving");
  const { hubAddress, photos, allPhotos } = move;
  const words = t("packingPhotos", { done: photos, count: allPhotos });
  return (
    <div className={styles.panel}>
      <div role="status" className={styles.progress}>
        <p className={styles.text}>{t("packing", { hub: hubAddress })}</p>
        <ProgressBar label={t("title")} done={photos} total={allPhotos} words={words} />
        {allPhotos > 0 ? <p className={styles.hint}>{words}</p> : null}
      </div>
      <div>
        <StayButton />
      </div>
    </div>
  );
}

function Stopped({ move }: { move: Extract<MoveState, { phase: "stopped" }> }) {
  const { t } = useTranslation("moving");
  const { moving } = useBridge();
  return (
    <div className={styles.panel}>
      <Failure>{t(`stopped.${move.problem}`, { hub: move.hubAddress })}</Failure>
      <Group gap="sm">
        <Button onClick={() => void moving.again()}>{t("again")}</Button>
        {move.problem.startsWith("unfinished") ? null : <StayButton />}
      </Group>
    </div>
  );
}

function StayButton() {
  const { t } = useTranslation("moving");
  const { moving } = useBridge();
  const [busy, setBusy] = useState(false);
  const stay = () => {
    setBusy(true);
    void moving.stay().finally(() => setBusy(false));
  };
  return (
    <Button variant="default" loading={busy} onClick={stay}>
      {t("stay")}
    </Button>
  );
}
