import { IconCloudCheck, IconCloudOff, IconCloudUp } from "@tabler/icons-react";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import styles from "./sync-status.module.css";

type Tone = "good" | "busy" | "waiting" | "bad";

/** How much attention the connection wants: being offline is an ordinary state of this app, not an alarm. */
export function toneOf({ connection, reason, changesWaiting, photosWaiting }: SyncStatus): Tone {
  if (reason === "deviceRemoved") return "bad";
  if (connection === "offline") return "waiting";
  if (connection === "connecting" || changesWaiting + photosWaiting > 0) return "busy";
  return "good";
}

const icons = { good: IconCloudCheck, busy: IconCloudUp, waiting: IconCloudOff, bad: IconCloudOff };

export function ConnectionIcon({ status, size = 16 }: { status: SyncStatus; size?: number }) {
  const tone = toneOf(status);
  const Icon = icons[tone];
  return <Icon className={styles.icon} data-tone={tone} size={size} stroke={1.75} aria-hidden />;
}
