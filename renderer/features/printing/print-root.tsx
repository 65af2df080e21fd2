import { useMantineStyleNonce } from "@mantine/core";
import { createPortal } from "react-dom";
import { PageDrawing } from "./page-drawing.tsx";
import type { PrintPlan } from "./print-plan.ts";
import styles from "./print-root.module.css";

/** What is on paper while the window is printed, and nothing else of the window is. */
export function PrintRoot({ plan: { grid, pages, labels } }: { plan: PrintPlan }) {
  const nonce = useMantineStyleNonce();
  return createPortal(
    <div className={styles.root} data-print-root>
      <style
        nonce={nonce?.()}
      >{`@page { size: ${grid.pageWidth}mm ${grid.pageHeight}mm; margin: 0; }`}</style>
      {pages.map(({ number, places }) => (
        <div
          key={number}
          className={styles.sheet}
          style={{ width: `${grid.pageWidth}mm`, height: `${grid.pageHeight - trimmed}mm` }}
        >
          <PageDrawing grid={grid} places={places} labels={labels} />
        </div>
      ))}
    </div>,
    document.body,
  );
}

/** A page that is rounded up to the next dot must not run over onto another; millimetres, beyond the last label's text. */
const trimmed = 0.3;
