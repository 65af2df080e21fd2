import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useKeptCars } from "#renderer/bridge/presence-context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { carTitle } from "#renderer/ui/car-names.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import row from "#renderer/ui/settings-row.module.css";
import classes from "./photo-space.module.css";

/** Cars whose photos stay here whatever the limit. */
export function KeptCars() {
  const { t } = useTranslation(["photoSpace", "common"]);
  const kept = useKeptCars();
  const { cars } = useLive(useReplica().inventory);
  const bridge = useBridge();
  const stop = (vehicleId: string) =>
    void bridge.photoSpace
      .keepCar({ vehicleId, kept: false })
      .catch(() => notifyProblem({ message: t("failed") }));
  const nameOf = (vehicleId: string) => {
    const vehicle = cars.find(({ id }) => id === vehicleId)?.vehicle;
    const words = vehicle && [vehicle.stockNumber, carTitle(vehicle)].filter(Boolean).join(" · ");
    return words || t("common:carPicker.unnamed");
  };

  return (
    <section className={classes.kept} aria-label={t("keptCars")}>
      <h3 className={row.name}>{t("keptCars")}</h3>
      <p className={row.hint}>{t("keptCarsHint")}</p>
      <ul className={classes.cars}>
        {[...kept].map((vehicleId) => (
          <li key={vehicleId}>
            <span>{nameOf(vehicleId)}</span>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => stop(vehicleId)}>
              {t("stopKeeping")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
