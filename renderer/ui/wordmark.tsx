import styles from "./wordmark.module.css";

/** The product's mark: a key tag with a road on it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect x="1" y="1" width="22" height="22" rx="6" />
      <path d="M7 18.5 10.6 5.5h2.8L17 18.5" />
      <path d="M12 9.5v1.6M12 13.6v2" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <Mark />
      Autosell
    </span>
  );
}
