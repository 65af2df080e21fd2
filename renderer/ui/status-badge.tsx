import { useTranslation } from "react-i18next";
import type { VehicleStatus } from "#shared/model/vehicle.ts";
import styles from "./status-badge.module.css";
import { vehicleStatusLook } from "./vehicle-status-look.ts";

/** A status by colour, icon and word, so that none of them has to be told apart alone. */
export function StatusBadge({ status, plain = false }: { status: VehicleStatus; plain?: boolean }) {
  const { t } = useTranslation("common");
  const { icon: Icon, color, soft } = vehicleStatusLook[status];
  return (
    <span
      className={styles.badge}
      data-status={status}
      style={{ color, background: plain ? "none" : soft, paddingInline: plain ? 0 : undefined }}
    >
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className={styles.word}>{t(`status.${status}`)}</span>
    </span>
  );
}
