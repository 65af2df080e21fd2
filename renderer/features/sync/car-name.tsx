import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import styles from "./sync-panel.module.css";

/** A car by its stock number and name. */
export function CarName({ vehicleId }: { vehicleId: string }) {
  const { t } = useTranslation("sync");
  const vehicle = useLive(useReplica().inventory).cars.find(({ id }) => id === vehicleId)?.vehicle;
  const name = vehicle && [vehicle.year, vehicle.make, vehicle.model].filter(Boolean).join(" ");
  return (
    <span className={styles.carName}>
      {vehicle?.stockNumber ? <span className={styles.stock}>{vehicle.stockNumber}</span> : null}
      {name || t("unnamedCar")}
    </span>
  );
}
