import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "#renderer/ui/list-toolbar.module.css";

interface TwinsChipProps {
  chosen: boolean;
  count: number;
  onChange: (chosen: boolean) => void;
}

/** A toggle for the cars that may be in the list twice; only where there are some. */
export function TwinsChip({ chosen, count, onChange }: TwinsChipProps) {
  const { t } = useTranslation("inventory");
  if (count === 0 && !chosen) return null;
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={chosen}
      title={t("twinsText")}
      onClick={() => onChange(!chosen)}
    >
      <IconAlertTriangle size={14} stroke={1.75} style={{ color: "var(--warn)" }} aria-hidden />
      {t("twins")}
      <span className={styles.count}>{count}</span>
    </button>
  );
}
