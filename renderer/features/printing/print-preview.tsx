import { Loader } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { PageDrawing } from "./page-drawing.tsx";
import type { PrintPlan } from "./print-plan.ts";
import styles from "./print-stage.module.css";

/** The largest that a page is shown; px. Labels of a roll are shown at three times their size at most. */
const room = { width: 640, height: 540 };
const largestScale = 3 * (96 / 25.4);
const caption = 36;

/** The pages as they come out of the printer, on white paper whatever the theme. */
export function PrintPreview({ plan }: { plan: PrintPlan | null }) {
  const { t } = useTranslation("printing");
  return (
    <div className={styles.preview} role="region" aria-label={t("preview")}>
      {plan ? <Pages plan={plan} /> : <Loader size="sm" className={styles.loader} />}
    </div>
  );
}

function Pages({ plan: { grid, pages, labels } }: { plan: PrintPlan }) {
  const { t } = useTranslation("printing");
  const scroll = useRef<HTMLDivElement>(null);
  const scale = Math.min(room.width / grid.pageWidth, room.height / grid.pageHeight, largestScale);
  const [width, height] = [grid.pageWidth * scale, grid.pageHeight * scale];
  // The virtualizer changes itself between renders, so nothing that it answers may be kept.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height + caption,
    overscan: 1,
  });
  useEffect(() => rows.measure(), [rows, height]);
  return (
    <div ref={scroll} className={styles.pages} tabIndex={0} aria-label={t("pages", { count: pages.length })}>
      <div className={styles.length} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <figure key={index} className={styles.sheet} style={{ width, transform: `translateY(${start}px)` }}>
            <div className={styles.paper} style={{ width, height }}>
              <PageDrawing
                grid={grid}
                places={pages[index]!}
                labels={labels}
                name={t("page", { page: index + 1, pages: pages.length })}
                outlined
              />
            </div>
            <figcaption aria-hidden>{t("page", { page: index + 1, pages: pages.length })}</figcaption>
          </figure>
        ))}
      </div>
    </div>
  );
}
