import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from "react";
import { CarTableHead } from "./car-table-head.tsx";
import { CarTableRow, rowIdOf } from "./car-table-row.tsx";
import styles from "./car-table.module.css";
import { layoutOf, type ColumnId } from "./columns.ts";
import type { CarRow } from "./rows.ts";
import type { Selection, Step } from "#renderer/ui/selection.ts";
import type { SortKey } from "./sort.ts";
import { useListEvents, type ListActs } from "./use-list-events.ts";
import type { CellWords } from "./words.ts";

/** In px; the row holds a thumbnail of 48 x 36. */
const rowHeight = 44;
const headHeight = 32;
const checkWidth = 36;

export interface CarListProps {
  rows: readonly CarRow[];
  selection: Selection;
  acts: ListActs;
  onStep: (step: Step, widen: boolean) => void;
  onSelectAll: () => void;
  words: CellWords;
  /** Takes the keyboard when the list does. */
  listRef: RefObject<HTMLDivElement | null>;
}

interface CarTableProps extends CarListProps {
  columns: readonly ColumnId[];
  sort: readonly SortKey[];
  onSort: (column: ColumnId, further: boolean) => void;
}

/** The lot as a table. Only rows in sight exist; the keyboard stands on one of them by `aria-activedescendant`. */
export function CarTable(props: CarTableProps) {
  const { rows, columns, sort, onSort, selection, acts, onStep, onSelectAll, words, listRef } = props;
  const { template, minWidth } = useMemo(() => layoutOf(columns, checkWidth), [columns]);
  const keyOf = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  // There is no React Compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => listRef.current,
    estimateSize: () => rowHeight,
    // Another function each time would have every row measured again at each step of scrolling.
    getItemKey: keyOf,
    overscan: 8,
    scrollPaddingStart: headHeight,
    scrollMargin: headHeight,
  });
  const { dropTarget, handlers } = useListEvents(acts);
  const currentIndex = useFollowedCurrent(rows, selection.current, (index) => virtual.scrollToIndex(index));
  const pageRows = () =>
    Math.max(1, Math.floor(((listRef.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
  const selectedCount = rows.reduce((count, { id }) => count + Number(selection.ids.has(id)), 0);

  return (
    <div
      ref={listRef}
      role="grid"
      className={styles.table}
      tabIndex={0}
      aria-label={words.t("cars")}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={currentIndex >= 0 && selection.current ? rowIdOf(selection.current) : undefined}
      onKeyDown={(event) => {
        const step = stepOf(event, pageRows());
        if (step === null) return;
        event.preventDefault();
        onStep(step, event.shiftKey);
      }}
      {...handlers}
    >
      <div style={{ minWidth }}>
        <CarTableHead
          columns={columns}
          template={template}
          sort={sort}
          onSort={onSort}
          selected={selectedCount < 2 ? "none" : selectedCount === rows.length ? "all" : "some"}
          onSelectAll={onSelectAll}
          t={words.t}
        />
        <div role="rowgroup" className={styles.body} style={{ height: rows.length * rowHeight }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row ? (
              <CarTableRow
                key={item.key}
                row={row}
                index={item.index}
                offset={item.start - headHeight}
                columns={columns}
                template={template}
                selected={selection.ids.has(row.id)}
                current={row.id === selection.current}
                dropTarget={row.id === dropTarget}
                words={words}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

/**
 * Keeps the current car in sight when it becomes the current one (a new car as soon as the list has it), not whenever
 * the list changes.
 */
export function useFollowedCurrent(
  rows: readonly CarRow[],
  current: string | null,
  scrollTo: (index: number) => void,
): number {
  const index = useMemo(() => rows.findIndex(({ id }) => id === current), [rows, current]);
  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (current === followed.current || (current !== null && index < 0)) return;
    followed.current = current;
    if (index >= 0) scrollTo(index);
  });
  return index;
}

function stepOf(event: KeyboardEvent, page: number): Step | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return null;
  const steps: Readonly<Record<string, Step>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -page,
    PageDown: page,
    Home: "first",
    End: "last",
  };
  return steps[event.key] ?? null;
}
