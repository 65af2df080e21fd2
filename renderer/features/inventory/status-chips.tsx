import { useTranslation } from "react-i18next";
import { vehicleStatuses, type VehicleStatus } from "#shared/model/vehicle.ts";
import { vehicleStatusLook } from "#renderer/ui/vehicle-status-look.ts";
import styles from "#renderer/ui/list-toolbar.module.css";

interface StatusChipsProps {
  chosen: readonly VehicleStatus[];
  counts: Readonly<Record<VehicleStatus, number>>;
  onChange: (chosen: readonly VehicleStatus[]) => void;
}

/** A toggle per status with how many cars it would show. */
export function StatusChips({ chosen, counts, onChange }: StatusChipsProps) {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  return (
    <div role="group" aria-label={t("filterByStatus")} className={styles.chips}>
      {vehicleStatuses.map((status) => {
        const { icon: Icon, color } = vehicleStatusLook[status];
        const on = chosen.includes(status);
        return (
          <button
            key={status}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            data-empty={counts[status] === 0 || undefined}
            onClick={() => onChange(on ? chosen.filter((each) => each !== status) : [...chosen, status])}
          >
            <Icon size={14} stroke={1.75} style={{ color }} aria-hidden />
            {common(`status.${status}`)}
            <span className={styles.count}>{counts[status]}</span>
          </button>
        );
      })}
    </div>
  );
}
