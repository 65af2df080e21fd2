import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { vehicleStatuses, type VehicleStatus } from "#shared/model/vehicle.ts";
import { daysInStock } from "#shared/rules/ageing.ts";
import { vehicleMoves } from "#shared/rules/vehicle-status.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { civilDateOf, formatCivilDate, formatMoney } from "#renderer/ui/format.ts";
import { StatusBadge } from "#renderer/ui/status-badge.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { vehicleStatusLook } from "#renderer/ui/vehicle-status-look.ts";
import { Cover } from "./cover.tsx";
import styles from "./inspector.module.css";
import { carTitle } from "./rows.ts";
import { useToday } from "./use-now.ts";

interface CarSummaryProps {
  car: InventoryCar;
  onMove: (to: VehicleStatus) => void;
  onAddPhotos: () => void;
}

/** The car at a glance: what it is, what it costs, where it stands and where it may go next. */
export function CarSummary({ car, onMove, onAddPhotos }: CarSummaryProps) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const { photoBase } = useDesk();
  const words = useMemo(() => ({ t, locale, photoBase }), [t, locale, photoBase]);
  const { trim, exteriorColor, price } = car.vehicle;
  return (
    <div className={styles.summary}>
      <div className={styles.identity} onClick={(event) => isPhotosButton(event.target) && onAddPhotos()}>
        <Cover car={car} words={words} size="inspector" />
        <div className={styles.names} data-selectable>
          <h2 className={styles.title}>{carTitle(car.vehicle) || t("untitled")}</h2>
          <span className={styles.soft}>{[trim, exteriorColor].filter(Boolean).join(" · ")}</span>
          <span className={styles.price}>
            {price ? formatMoney(price, locale) : <span className={styles.dot}>{t("noPrice")}</span>}
            {price && <small>{price.currency}</small>}
          </span>
        </div>
      </div>
      <Standing car={car} />
      <StatusMoves from={car.vehicle.status.state} onMove={onMove} />
    </div>
  );
}

function isPhotosButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-act="photos"]') !== null;
}

function Standing({ car: { vehicle } }: { car: InventoryCar }) {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  const locale = useLocale();
  const today = useToday();
  const since = civilDateOf(new Date(vehicle.status.since));
  return (
    <div className={styles.standing}>
      <StatusBadge status={vehicle.status.state} />
      <span>
        {vehicle.soldOn
          ? t("soldOn", { date: formatCivilDate(vehicle.soldOn, locale) })
          : t("inStatusSince", { date: formatCivilDate(since, locale) })}
      </span>
      <span className={styles.dot} aria-hidden>
        ·
      </span>
      <span title={t("daysInStock")}>{common("day", { count: daysInStock(vehicle, today) })}</span>
    </div>
  );
}

/** The moves that the rules allow; going forward stands out. */
function StatusMoves({ from, onMove }: { from: VehicleStatus; onMove: (to: VehicleStatus) => void }) {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  const place = (status: VehicleStatus) => vehicleStatuses.indexOf(status);
  return (
    <div className={styles.moves} role="group" aria-label={t("nextSteps")}>
      {vehicleMoves[from].map((to) => {
        const { icon: Icon, color } = vehicleStatusLook[to];
        const forward = place(to) > place(from);
        return (
          <Button
            key={to}
            size="compact-sm"
            variant={forward ? "default" : "subtle"}
            color="gray"
            leftSection={<Icon size={14} stroke={1.75} style={{ color }} aria-hidden />}
            aria-label={t("moveStatusTo", { status: common(`status.${to}`) })}
            onClick={() => onMove(to)}
          >
            {common(`status.${to}`)}
          </Button>
        );
      })}
    </div>
  );
}
