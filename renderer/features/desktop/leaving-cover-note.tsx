import { useTranslation } from "react-i18next";
import { useComputer } from "./computer-context.tsx";
import styles from "./leaving-cover-note.module.css";
import { LeavingProgress } from "./leaving-progress.tsx";

/** The same on a lock screen, which covers every dialog: whoever quits a locked desk may look at no more than this. */
export function LeavingCoverNote() {
  const { t } = useTranslation("desktop");
  const leaving = useComputer()?.leaving ?? null;
  if (!leaving) return null;
  return (
    <section className={styles.note} aria-labelledby="leaving-title">
      <h2 id="leaving-title" className={styles.title}>
        {t("leavingTitle")}
      </h2>
      <LeavingProgress left={leaving} />
    </section>
  );
}
