import { useTranslation } from "react-i18next";
import type { HeldRow } from "#shared/contract/replication.ts";
import styles from "./sync-panel.module.css";

/** What was not taken, and why. */
export function RefusalList({ rows }: { rows: readonly HeldRow[] }) {
  const { t } = useTranslation("sync");
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("refusalsTitle")}</h3>
      <p className={styles.hint}>{t("refusalsText")}</p>
      <ul className={styles.list}>
        {rows.map(({ heldId, reason, detail }) => (
          <li key={heldId} className={styles.car}>
            <span className={styles.carName}>{t(`refusal.${reason}`)}</span>
            <span className={styles.what} data-selectable>
              {detail}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
