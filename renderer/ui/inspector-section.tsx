import type { ReactNode } from "react";
import styles from "./inspector-section.module.css";

interface InspectorSectionProps {
  title: string;
  /** Stands at the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of what the inspector says of a car, under its title. */
export function InspectorSection({ title, action, children }: InspectorSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
