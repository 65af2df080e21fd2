import { type ReactNode, useCallback } from "react";
import styles from "./awaited-content.module.css";

interface AwaitedContentProps {
  /** By which its height is remembered on this computer. */
  name: string;
  /** In pixels, where it was never shown on this computer. */
  height: number;
  /** Said until it is known. */
  waiting: string;
  /** Null until it is known. */
  children: ReactNode;
}

/** What main has yet to answer: its place is as high as it was last, so that nothing below moves away from under a click. */
export function AwaitedContent({ name, height, waiting, children }: AwaitedContentProps) {
  const key = `height.${name}`;
  const remember = useCallback(
    (content: HTMLDivElement) => {
      const watch = new ResizeObserver(() => localStorage.setItem(key, String(content.offsetHeight)));
      watch.observe(content);
      return () => watch.disconnect();
    },
    [key],
  );
  if (children !== null)
    return (
      <div className={styles.content} ref={remember}>
        {children}
      </div>
    );
  return (
    <div style={{ minHeight: Number(localStorage.getItem(key)) || height }}>
      <p className={styles.waiting}>{waiting}</p>
    </div>
  );
}
