import { useElementSize } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type KeyboardEvent } from "react";
import { formatDistance, formatMoney } from "#renderer/ui/format.ts";
import { StatusBadge } from "#renderer/ui/status-badge.tsx";
import { Days } from "./car-cell.tsx";
import styles from "./car-gallery.module.css";
import { rowIdOf } from "./car-table-row.tsx";
import { useFollowedCurrent, type CarListProps } from "./car-table.tsx";
import { Cover } from "./cover.tsx";
import type { CarRow } from "./rows.ts";
import type { Step } from "#renderer/ui/selection.ts";
import { useListEvents } from "./use-list-events.ts";
import type { CellWords } from "./words.ts";

/** In px. */
const leastCardWidth = 208;
const gap = 16;
const factsHeight = 104;

/** The same cars as cards, photos first. */
export function CarGallery({ rows, selection, acts, onStep, words, listRef }: CarListProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const lanes = Math.max(1, Math.floor((width + gap) / (leastCardWidth + gap)));
  const cardWidth = (width - gap * (lanes - 1)) / lanes;
  const lineHeight = Math.round(cardWidth * 0.75) + factsHeight + gap;
  // There is no React Compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: Math.ceil(rows.length / lanes),
    getScrollElement: () => listRef.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => `${lanes} ${lineHeight} ${index}`,
    overscan: 2,
  });
  const { dropTarget, handlers } = useListEvents(acts);
  const currentIndex = useFollowedCurrent(rows, selection.current, (index) =>
    virtual.scrollToIndex(Math.floor(index / lanes)),
  );

  return (
    <div
      ref={listRef}
      role="listbox"
      className={styles.gallery}
      tabIndex={0}
      aria-label={words.t("cars")}
      aria-multiselectable
      aria-activedescendant={currentIndex >= 0 && selection.current ? rowIdOf(selection.current) : undefined}
      onKeyDown={(event) => {
        const step = stepOf(event, lanes);
        if (step === null) return;
        event.preventDefault();
        onStep(step, event.shiftKey);
      }}
      {...handlers}
    >
      <div ref={ref} className={styles.cards} style={{ height: virtual.getTotalSize() }}>
        {width > 0 &&
          virtual.getVirtualItems().map((line) => (
            <div
              key={line.key}
              role="presentation"
              className={styles.line}
              style={{
                transform: `translateY(${line.start}px)`,
                gridTemplateColumns: `repeat(${lanes}, minmax(0, 1fr))`,
              }}
            >
              {rows.slice(line.index * lanes, (line.index + 1) * lanes).map((row, place) => (
                <CarCard
                  key={row.id}
                  row={row}
                  position={line.index * lanes + place + 1}
                  total={rows.length}
                  selected={selection.ids.has(row.id)}
                  current={row.id === selection.current}
                  dropTarget={row.id === dropTarget}
                  words={words}
                />
              ))}
            </div>
          ))}
      </div>
    </div>
  );
}

interface CarCardProps {
  row: CarRow;
  position: number;
  total: number;
  selected: boolean;
  current: boolean;
  dropTarget: boolean;
  words: CellWords;
}

const CarCard = memo(function CarCard(props: CarCardProps) {
  const { row, position, total, selected, current, dropTarget, words } = props;
  const { vehicle } = row.car;
  const { t, locale } = words;
  return (
    <div
      role="option"
      id={rowIdOf(row.id)}
      className={styles.card}
      data-car={row.id}
      data-current={current || undefined}
      data-drop-target={dropTarget || undefined}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={total}
    >
      <div className={styles.picture}>
        <Cover car={row.car} words={words} size="card" />
        {(row.car.photoCount ?? 0) > 1 && <span className={styles.pictures}>{row.car.photoCount}</span>}
        {dropTarget && <span className={styles.dropHint}>{t("dropPhotos")}</span>}
      </div>
      <div className={styles.facts}>
        <span className={styles.title}>{row.title || t("untitled")}</span>
        <span className={styles.soft}>
          {[vehicle.stockNumber, vehicle.trim].filter(Boolean).join(" · ") || t("noStockNumber")}
        </span>
        <span className={styles.pair}>
          <strong>{vehicle.price ? formatMoney(vehicle.price, locale) : t("noPrice")}</strong>
          <span className={styles.soft}>
            {vehicle.odometer ? formatDistance(vehicle.odometer, locale) : ""}
          </span>
        </span>
        <span className={styles.pair}>
          <StatusBadge status={vehicle.status.state} />
          <span className={`${styles.soft} ${styles.age}`} title={t("daysInStock")}>
            <Days row={row} words={words} spelled />
          </span>
        </span>
      </div>
    </div>
  );
});

function stepOf(event: KeyboardEvent, lanes: number): Step | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return null;
  const steps: Readonly<Record<string, Step>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -lanes,
    ArrowDown: lanes,
    PageUp: -lanes * 2,
    PageDown: lanes * 2,
    Home: "first",
    End: "last",
  };
  return steps[event.key] ?? null;
}
