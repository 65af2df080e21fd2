import { Button, Drawer } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { useKeptPlace } from "#renderer/ui/use-kept-place.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { AttentionList } from "./attention-list.tsx";
import { ConnectionIcon } from "./connection-icon.tsx";
import { OverlapList } from "./overlap-list.tsx";
import { HubTroubleButton, OfflineSwitch } from "./sync-status.tsx";
import { useSyncPanel, useSyncStatus } from "./sync-provider.tsx";
import styles from "./sync-panel.module.css";
import { WaitingList } from "./waiting-list.tsx";

/** What this desk holds that the others do not have yet, and what two desks changed at once. */
export function SyncPanel({ onOpenCar }: { onOpenCar: (vehicleId: string) => void }) {
  const { t } = useTranslation(["sync", "common"]);
  const { opened, close } = useSyncPanel();
  const status = useSyncStatus();
  const seek = useShell((state) => state.seek);
  const sought = useRef<string | null>(null);
  const openCar = (vehicleId: string, noteId: string | null = null) => {
    sought.current = noteId;
    close();
    onOpenCar(vehicleId);
  };
  return (
    <Drawer
      opened={opened && status !== null}
      onClose={close}
      // Until it is gone, it gives the focus back to where it was.
      onExitTransitionEnd={() => {
        seek(sought.current);
        sought.current = null;
      }}
      position="right"
      size={440}
      title={t("waitingTitle")}
      closeButtonProps={{ "aria-label": t("common:close") }}
      classNames={{ header: styles.header, title: styles.title, body: styles.body }}
    >
      {status ? <PanelContent status={status} onOpenCar={openCar} /> : null}
    </Drawer>
  );
}

interface PanelContentProps {
  status: SyncStatus;
  /** With what is to be brought into sight of it. */
  onOpenCar: (vehicleId: string, noteId?: string) => void;
}

function PanelContent({ status, onOpenCar }: PanelContentProps) {
  const { t } = useTranslation("sync");
  const { history, attention } = useReplica();
  const { close } = useSyncPanel();
  const showVault = useShell((state) => state.showVault);
  const overlaps = useLive(history.openOverlaps);
  const held = useLive(attention.rows);
  const shown = [...held.map(({ heldId }) => heldId), ...overlaps.map(({ id }) => id)].join(" ");
  const { ref, onFocus } = useKeptPlace(shown);
  return (
    <div ref={ref} className={styles.content} tabIndex={-1} onFocus={onFocus}>
      <section className={styles.section}>
        <div className={styles.state}>
          <ConnectionIcon status={status} size={20} />
          <p className={styles.why}>{t(`why.${status.reason ?? whyOf(status)}`)}</p>
        </div>
        {status.reason === "vaultLocked" ? (
          <Button size="compact-sm" onClick={() => showVault(true)}>
            {t("unlock")}
          </Button>
        ) : null}
        {status.reason === "ownHubDown" ? <HubTroubleButton mb="sm" onClick={close} /> : null}
        <OfflineSwitch />
        <RetryButton status={status} />
      </section>
      {held.length > 0 ? <AttentionList rows={held} onOpenCar={onOpenCar} /> : null}
      {overlaps.length > 0 ? <OverlapList overlaps={overlaps} onOpenCar={onOpenCar} /> : null}
      <WaitingList status={status} isRefused={held.length > 0} onOpenCar={onOpenCar} />
    </div>
  );
}

/** Cuts short whatever pauses before another try; nothing to be had where the person wants to be offline. */
function RetryButton({ status }: { status: SyncStatus }) {
  const { t } = useTranslation(["sync", "common"]);
  const { retry } = useReplica();
  const [trying, setTrying] = useState(false);
  const waits = status.changesWaiting + status.photosWaiting + status.picturesToFetch > 0;
  if (status.reason === "switchedOff" || (!waits && status.connection === "online")) return null;
  const run = () => {
    setTrying(true);
    void retry()
      .catch(() => notifyProblem({ message: t("common:actFailed"), id: "retry" }))
      .finally(() => setTrying(false));
  };
  return (
    <Button size="compact-sm" variant="default" mt="sm" loading={trying} onClick={run}>
      {t("retryNow")}
    </Button>
  );
}

function whyOf({ connection }: SyncStatus) {
  return connection === "offline" ? "unreachable" : connection;
}
