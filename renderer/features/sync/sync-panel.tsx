import { Button, Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { ConnectionIcon } from "./connection-icon.tsx";
import { OverlapList } from "./overlap-list.tsx";
import { RefusalList } from "./refusal-list.tsx";
import { OfflineSwitch } from "./sync-status.tsx";
import { useSyncPanel, useSyncStatus } from "./sync-provider.tsx";
import styles from "./sync-panel.module.css";
import { WaitingList } from "./waiting-list.tsx";

/** What this desk holds that the others do not have yet, and what two desks changed at once. */
export function SyncPanel({ onOpenCar }: { onOpenCar: (vehicleId: string) => void }) {
  const { t } = useTranslation(["sync", "common"]);
  const { opened, close } = useSyncPanel();
  const status = useSyncStatus();
  const openCar = (vehicleId: string) => {
    close();
    onOpenCar(vehicleId);
  };
  return (
    <Drawer
      opened={opened && status !== null}
      onClose={close}
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

function PanelContent({ status, onOpenCar }: { status: SyncStatus; onOpenCar: (vehicleId: string) => void }) {
  const { t } = useTranslation("sync");
  const { history, attention } = useReplica();
  const showVault = useShell((state) => state.showVault);
  const overlaps = useLive(history.openOverlaps);
  const refused = useLive(attention.rows);
  return (
    <>
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
        <OfflineSwitch />
      </section>
      {refused.length > 0 ? <RefusalList rows={refused} /> : null}
      {overlaps.length > 0 ? <OverlapList overlaps={overlaps} onOpenCar={onOpenCar} /> : null}
      <WaitingList status={status} onOpenCar={onOpenCar} />
    </>
  );
}

function whyOf({ connection }: SyncStatus) {
  return connection === "offline" ? "unreachable" : connection;
}
