import { Loader } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { PageDrawing } from "./page-drawing.tsx";
import type { PrintPlan } from "./print-plan.ts";
import styles from "./print-stage.module.css";

/** Around a page and beneath it; px. */
const around = { width: 48, height: 60 };
/** Labels of a roll are shown at three times their size at most; px of a millimetre. */
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
  const { ref, width: across, height: down } = useElementSize<HTMLDivElement>();
  const container = useMergedRef(scroll, ref);
  const scale = Math.min(
    Math.max(1, across - around.width) / grid.pageWidth,
    Math.max(1, down - around.height) / grid.pageHeight,
    largestScale,
  );
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
    <div
      ref={container}
      className={styles.pages}
      tabIndex={0}
      aria-label={t("pages", { count: pages.length })}
    >
      <div className={styles.length} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <figure key={index} className={styles.sheet} style={{ width, transform: `translateY(${start}px)` }}>
            <div className={styles.paper} style={{ width, height }}>
              <PageDrawing
                grid={grid}
                places={pages[index]!.places}
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
