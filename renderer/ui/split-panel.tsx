import { useLocalStorage } from "@mantine/hooks";
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./split-panel.module.css";

interface SplitPanelProps {
  children: ReactNode;
  /** What stands beside it on the right; null closes the panel. */
  side: ReactNode | null;
  /** Where the chosen width is remembered. */
  name: string;
  /** Widths of the side in pixels. */
  initial?: number;
  minimum?: number;
  maximum?: number;
}

const keyStep = 16;

/** Two panes with a line between them that can be dragged, or moved with the arrow keys. */
export function SplitPanel({
  children,
  side,
  name,
  initial = 400,
  minimum = 320,
  maximum = 640,
}: SplitPanelProps) {
  const { t } = useTranslation("common");
  const [width, setWidth] = useLocalStorage({
    key: `panel.${name}`,
    defaultValue: initial,
    getInitialValueInEffect: false,
  });
  const dragged = useRef<{ x: number; width: number } | null>(null);
  const limit = (wanted: number) => Math.round(Math.min(maximum, Math.max(minimum, wanted)));

  const start = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = { x: event.clientX, width };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (dragged.current) setWidth(limit(dragged.current.width + dragged.current.x - event.clientX));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowLeft" ? keyStep : event.key === "ArrowRight" ? -keyStep : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    setWidth(limit(width + step));
  };

  return (
    <div className={styles.split}>
      <div className={styles.main}>{children}</div>
      {side === null ? null : (
        <>
          {/* A focusable separator is the ARIA pattern of a window splitter. */}
          <div
            className={styles.handle}
            role="separator"
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={t("resize")}
            aria-valuenow={width}
            aria-valuemin={minimum}
            aria-valuemax={maximum}
            onPointerDown={start}
            onPointerMove={move}
            onPointerUp={() => (dragged.current = null)}
            onPointerCancel={() => (dragged.current = null)}
            onDoubleClick={() => setWidth(initial)}
            onKeyDown={press}
          />
          <aside className={styles.side} style={{ width: limit(width) }}>
            {side}
          </aside>
        </>
      )}
    </div>
  );
}
