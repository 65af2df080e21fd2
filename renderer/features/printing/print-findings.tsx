import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PrintedCar, PrintPlan } from "./print-plan.ts";
import styles from "./print-stage.module.css";

const mostNamed = 3;

/** What to know before paper is spent. */
export function PrintFindings({ plan: { withoutCode, withoutPrice } }: { plan: PrintPlan }) {
  const { t } = useTranslation("printing");
  const findings = [
    ["withoutPrice", withoutPrice],
    ["withoutCode", withoutCode],
  ] as const;
  return findings.map(
    ([kind, cars]) =>
      cars.length > 0 && (
        <p key={kind} className={styles.finding} role="note">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          <span>{t(kind, { count: cars.length, cars: named(cars) })}</span>
        </p>
      ),
  );
}

function named(cars: readonly PrintedCar[]): string {
  const names = cars.slice(0, mostNamed).map(({ vehicle }) => vehicle.stockNumber || vehicle.model || "—");
  return `${names.join(", ")}${cars.length > mostNamed ? "…" : ""}`;
}
