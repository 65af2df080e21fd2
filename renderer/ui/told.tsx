import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./told.module.css";

/** What to know before going on. */
export function Caution({ children }: { children: ReactNode }) {
  return <p className={`${styles.told} ${styles.caution}`}>{children}</p>;
}

/** What went wrong, said at once to whoever does not see it. */
export function Failure({ children }: { children: ReactNode }) {
  return (
    <p className={`${styles.told} ${styles.failure}`} role="alert">
      <IconAlertTriangle size={16} stroke={2} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
