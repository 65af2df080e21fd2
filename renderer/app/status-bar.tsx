import { ArrivalLine } from "../features/sync/arrival-line.tsx";
import { AttentionBadge, OverlapBadge, SyncStatusLine } from "../features/sync/sync-status.tsx";
import { UpdateBadge } from "../features/updates/update-badge.tsx";
import { useDesk } from "../bridge/context.tsx";
import { useReplica } from "../replica/context.tsx";
import { useLive } from "../replica/use-live.ts";
import styles from "./shell.module.css";

/** The connection and what waits, always in sight. */
export function StatusBar() {
  const { deviceId, deskName } = useDesk();
  const desks = useLive(useReplica().settings.desks);
  const name = desks.find((desk) => desk.deviceId === deviceId)?.name ?? deskName;
  return (
    <footer className={styles.statusBar}>
      <SyncStatusLine />
      <ArrivalLine />
      <OverlapBadge />
      <AttentionBadge />
      <span className={styles.deskName}>{name}</span>
      <UpdateBadge />
    </footer>
  );
}
