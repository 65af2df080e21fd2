import { useTranslation } from "react-i18next";
import type { Refusal } from "#renderer/replica/replica.ts";
import styles from "./sync-panel.module.css";

/** What the hub did not take, and why; the values stay in the car's history. */
export function RefusalList({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation("sync");
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("refusalsTitle")}</h3>
      <p className={styles.hint}>{t("refusalsText")}</p>
      <ul className={styles.list}>
        {refusals.map(({ rejection, document }) => (
          <li key={`${rejection.id} ${document.order}`} className={styles.car}>
            <span className={styles.carName}>{t(`refusal.${rejection.reason}`)}</span>
            <span className={styles.what} data-selectable>
              {document.kind} {rejection.id} {rejection.detail}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
