import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import type { HeldCar } from "./held-rows.ts";
import styles from "./sync-panel.module.css";

/** A car by its stock number and name; `orElse` is what it is called where this desk does not have it. */
export function CarName({ vehicleId, orElse }: { vehicleId: string; orElse?: HeldCar | undefined }) {
  const { t } = useTranslation("sync");
  const here = useLive(useReplica().inventory).cars.find(({ id }) => id === vehicleId)?.vehicle;
  const vehicle = here ?? orElse;
  const name = vehicle && [vehicle.year, vehicle.make, vehicle.model].filter(Boolean).join(" ");
  return (
    <span className={styles.carName}>
      {vehicle?.stockNumber ? <span className={styles.stock}>{vehicle.stockNumber}</span> : null}
      {name || t("unnamedCar")}
    </span>
  );
}
