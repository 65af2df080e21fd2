import { useElementSize } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from "react";
import { useKeptScroll } from "#renderer/ui/use-kept-scroll.ts";
import type { Selection } from "#renderer/ui/selection.ts";
import { CarHeading } from "./car-heading.tsx";
import { lineOf, linesOf, positionBeyond, type LibraryLine } from "./library-lines.ts";
import type { LibraryView } from "./library-view.ts";
import { cardIdOf, PhotoCard } from "./photo-card.tsx";
import styles from "./photo-grid.module.css";
import type { GridActs } from "./use-grid-events.ts";
import { useGridEvents } from "./use-grid-events.ts";
import type { Density } from "./view-state.ts";
import type { LibraryWords } from "./words.ts";

/** In px. */
const leastWidth: Readonly<Record<Density, number>> = { small: 104, medium: 160, large: 248 };
const gap = 8;
const captionHeight = 24;
const headingHeight = 52;

/** Where a key leads: to a place in the order shown. */
export type GridStep = "left" | "right" | "up" | "down" | "pageUp" | "pageDown" | "first" | "last";

interface PhotoGridProps {
  view: LibraryView;
  grouped: boolean;
  density: Density;
  selection: Selection;
  acts: GridActs;
  onMove: (position: number, widen: boolean) => void;
  words: LibraryWords;
  gridRef: RefObject<HTMLDivElement | null>;
}

/** Thumbnails in lines, of which only those in sight are in the page. */
export function PhotoGrid(props: PhotoGridProps) {
  const { view, grouped, density, selection, acts, onMove, words, gridRef } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const lanes = Math.max(1, Math.floor((width + gap) / (leastWidth[density] + gap)));
  const cardWidth = (width - gap * (lanes - 1)) / lanes;
  const lineHeight = Math.round(cardWidth * 0.75) + (density === "small" ? 0 : captionHeight) + gap;
  const lines = useMemo(() => linesOf(view.groups, lanes, grouped), [view.groups, lanes, grouped]);
  // There is no React Compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => gridRef.current,
    estimateSize: (index) => (lines[index]?.type === "car" ? headingHeight : lineHeight),
    overscan: 4,
  });
  useEffect(() => virtual.measure(), [virtual, lines, lineHeight]);
  const position = usePosition(view, selection);
  useKeptScroll("photos", gridRef, lines.length > 0);
  useFollowed(selection.current, position, (at) => virtual.scrollToIndex(lineOf(lines, at)));
  const visible = Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 0) / lineHeight) - 1);
  const events = useGridEvents(acts);

  const press = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (!step || view.order.length === 0) return;
    event.preventDefault();
    onMove(positionAfter(step, position, { lines, count: view.order.length, page: visible }), event.shiftKey);
  };

  return (
    <div
      ref={gridRef}
      role="grid"
      className={styles.grid}
      tabIndex={0}
      aria-label={words.t("photos")}
      aria-multiselectable
      aria-rowcount={lines.length}
      aria-activedescendant={position >= 0 && selection.current ? cardIdOf(selection.current) : undefined}
      onKeyDown={press}
      {...events}
    >
      <div ref={ref} className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {width > 0 &&
          virtual
            .getVirtualItems()
            .map(({ index, start }) => (
              <Line
                key={lines[index]?.key ?? index}
                line={lines[index]}
                rowIndex={index + 1}
                start={start}
                lanes={lanes}
                density={density}
                selection={selection}
                words={words}
              />
            ))}
      </div>
    </div>
  );
}

interface LineProps {
  line: LibraryLine | undefined;
  rowIndex: number;
  start: number;
  lanes: number;
  density: Density;
  selection: Selection;
  words: LibraryWords;
}

function Line({ line, rowIndex, start, lanes, density, selection, words }: LineProps) {
  if (!line) return null;
  const place = { transform: `translateY(${start}px)` };
  if (line.type === "car")
    return (
      <div role="row" aria-rowindex={rowIndex} className={styles.line} data-heading style={place}>
        <CarHeading
          group={line.group}
          selected={line.group.entries.filter(({ photo }) => selection.ids.has(photo.id)).length}
          words={words}
        />
      </div>
    );
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={styles.line}
      style={{ ...place, gridTemplateColumns: `repeat(${lanes}, minmax(0, 1fr))` }}
    >
      {line.entries.map((entry) => (
        <PhotoCard
          key={entry.photo.id}
          entry={entry}
          density={density}
          selected={selection.ids.has(entry.photo.id)}
          current={entry.photo.id === selection.current}
          words={words}
        />
      ))}
    </div>
  );
}

function usePosition({ order, entries }: LibraryView, { current }: Selection): number {
  return useMemo(
    () => (current !== null && entries.has(current) ? order.indexOf(current) : -1),
    [order, entries, current],
  );
}

/** The grid follows where the person goes, and stays where it is when only the photos change. */
function useFollowed(current: string | null, position: number, follow: (position: number) => void): void {
  const latest = useRef({ position, follow });
  useEffect(() => {
    latest.current = { position, follow };
  });
  useEffect(() => {
    if (current !== null && latest.current.position >= 0) latest.current.follow(latest.current.position);
  }, [current]);
}

const steps: Readonly<Record<string, GridStep>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  PageUp: "pageUp",
  PageDown: "pageDown",
  Home: "first",
  End: "last",
};

function stepOf(event: KeyboardEvent): GridStep | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return null;
  return steps[event.key] ?? null;
}

/** From nowhere, up leads to the last photo and everything else to the first. */
function positionAfter(
  step: GridStep,
  position: number,
  { lines, count, page }: { lines: readonly LibraryLine[]; count: number; page: number },
): number {
  if (step === "first" || (position < 0 && step !== "up")) return 0;
  if (step === "last" || position < 0) return count - 1;
  if (step === "left") return Math.max(0, position - 1);
  if (step === "right") return Math.min(count - 1, position + 1);
  const far = step === "pageUp" || step === "pageDown" ? page : 1;
  return positionBeyond(lines, position, step === "up" || step === "pageUp" ? -far : far);
}
