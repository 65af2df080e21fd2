import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useCallback, useMemo, useRef } from "react";
import { type ListField, listFields } from "#shared/rules/stock-list-fields.ts";
import { isTaken, type PlannedRow } from "#shared/rules/stock-list-plan.ts";
import { canBeTaken, isNumeric } from "./cars-table-facts.ts";
import { CarsTableRow } from "./cars-table-row.tsx";
import classes from "./cars-table.module.css";
import type { OpenList } from "./list-store.ts";
import { useStockList } from "./stock-list-context.tsx";
import { fieldWord, type ListWords } from "./words.ts";

interface CarsTableProps {
  list: OpenList;
  rows: readonly PlannedRow[];
  words: ListWords;
}

/** In px. */
const rowHeight = 36;
const headHeight = 32;
const leading = [40, 80, 276] as const;
const usualWidth = 128;
const widths: Partial<Readonly<Record<ListField, number>>> = {
  stockNumber: 164,
  year: 72,
  vin: 168,
  price: 156,
  purchase: 156,
  status: 184,
  acquiredOn: 192,
  odometer: 164,
  trim: 160,
  features: 200,
  notes: 220,
};

/** The rows of the list. Only those in sight exist; arrow keys go from cell to cell, and Enter puts one right. */
export function CarsTable({ list, rows, words }: CarsTableProps) {
  const { t } = words;
  const scroller = useRef<HTMLDivElement>(null);
  const fields = useMemo(() => shownFields(list), [list]);
  const tracks = [...leading, ...fields.map((field) => widths[field] ?? usualWidth)];
  const template = tracks.map((width) => `${width}px`).join(" ");
  const keyOf = useCallback((index: number) => rows[index]?.row ?? index, [rows]);
  // There is no React Compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // Another function each time would have every row measured again at each step of scrolling.
    getItemKey: keyOf,
    overscan: 10,
    scrollPaddingStart: headHeight,
    scrollMargin: headHeight,
  });
  const onKeyDown = useCellKeys(scroller, (index) => virtual.scrollToIndex(index), rows.length);

  return (
    <div
      ref={scroller}
      role="grid"
      className={classes.table}
      tabIndex={0}
      aria-label={t("carsLabel")}
      aria-rowcount={rows.length + 1}
      aria-busy={list.isPlanning}
      onKeyDown={onKeyDown}
    >
      <div style={{ minWidth: tracks.reduce((total, width) => total + width, 16) }}>
        <Head list={list} rows={rows} fields={fields} template={template} words={words} />
        <div role="rowgroup" className={classes.rows} style={{ height: rows.length * rowHeight }}>
          {virtual.getVirtualItems().map((item) => {
            const planned = rows[item.index];
            return planned ? (
              <CarsTableRow
                key={item.key}
                planned={planned}
                list={list}
                fields={fields}
                index={item.index}
                offset={item.start - headHeight}
                template={template}
                words={words}
              />
            ) : null;
          })}
        </div>
        {rows.length === 0 && !list.isPlanning && <p className={classes.none}>{t("noRows")}</p>}
      </div>
    </div>
  );
}

/** Fields that the list says, in the order of a car's own form. */
function shownFields({ mapping, everyCar }: OpenList): readonly ListField[] {
  return listFields.filter(
    (field) =>
      field !== "currency" &&
      field !== "distanceUnit" &&
      (mapping.includes(field) || everyCar[field] !== undefined),
  );
}

interface HeadProps extends CarsTableProps {
  fields: readonly ListField[];
  template: string;
}

/** It looks at every row, so it is drawn again where they change, and not as they are scrolled through. */
const Head = memo(function Head({ list, rows, fields, template, words }: HeadProps) {
  const { t } = words;
  const { acts } = useStockList().store;
  const takeable = rows.filter((row) => canBeTaken(row));
  const taken = takeable.filter((row) => isTaken(row, list.choices)).length;
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" className={classes.headRow} style={{ gridTemplateColumns: template }}>
        <span role="columnheader" className={classes.check}>
          <Checkbox
            aria-label={t("takeAll")}
            disabled={takeable.length === 0}
            checked={taken > 0 && taken === takeable.length}
            indeterminate={taken > 0 && taken < takeable.length}
            onChange={({ currentTarget: { checked } }) =>
              acts.take(
                takeable.map(({ row }) => row),
                checked,
              )
            }
          />
        </span>
        <span role="columnheader" className={classes.number}>
          {t("rowNumber")}
        </span>
        <span role="columnheader">{t("finding")}</span>
        {fields.map((field) => (
          <span key={field} role="columnheader" data-align={isNumeric(field) ? "end" : undefined}>
            {fieldWord(field, words)}
          </span>
        ))}
      </div>
    </div>
  );
});

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves the focus over the cells, which are marked with `data-at="row/cell"`. */
function useCellKeys(
  scroller: { readonly current: HTMLDivElement | null },
  scrollTo: (index: number) => void,
  count: number,
) {
  return useCallback(
    (event: KeyboardEvent) => {
      const step = steps[event.key];
      const target = event.target as HTMLElement;
      if (!step || target instanceof HTMLSelectElement || target.matches("input[type=text]")) return;
      event.preventDefault();
      const at = target.closest("[data-at]")?.getAttribute("data-at") ?? "-1/2";
      const [row = 0, cell = 0] = at.split("/").map(Number);
      const next = {
        row: Math.min(count - 1, Math.max(0, row + step[0])),
        cell: Math.max(0, cell + step[1]),
      };
      scrollTo(next.row);
      requestAnimationFrame(() => {
        const found = scroller.current?.querySelector<HTMLElement>(`[data-at="${next.row}/${next.cell}"]`);
        found?.focus();
      });
    },
    [scroller, scrollTo, count],
  );
}
