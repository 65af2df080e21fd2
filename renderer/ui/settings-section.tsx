import type { ReactNode } from "react";
import styles from "./settings-section.module.css";

interface SettingsSectionProps {
  title: string;
  /** What it is for, in a sentence or two. */
  text?: string;
  children: ReactNode;
}

/** One subject of the settings: its name on the left, what can be set on the right. */
export function SettingsSection({ title, text, children }: SettingsSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div>
        <h2 className={styles.heading}>{title}</h2>
        {text ? <p className={styles.hint}>{text}</p> : null}
      </div>
      <div className={styles.content}>{children}</div>
    </section>
  );
}

/** One thing of a section: what it is on the left, how it stands or what can be chosen on the right. */
export function SettingsRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span>{label}</span>
      <span className={styles.rowValue}>{children}</span>
    </div>
  );
}
