import { memo } from "react";
import { cellContents } from "./car-cell.tsx";
import styles from "./car-table.module.css";
import { columnOf, type ColumnId } from "./columns.ts";
import type { CarRow } from "./rows.ts";
import { carName, type CellWords } from "./words.ts";

interface CarTableRowProps {
  row: CarRow;
  /** Its place among the rows shown, from 0. */
  index: number;
  /** In px from the top of the list. */
  offset: number;
  columns: readonly ColumnId[];
  template: string;
  selected: boolean;
  current: boolean;
  dropTarget: boolean;
  words: CellWords;
}

export const rowIdOf = (id: string) => `car-${id}`;

/** One car. The table listens for clicks and drops; a row only draws. */
export const CarTableRow = memo(function CarTableRow(props: CarTableRowProps) {
  const { row, index, offset, columns, template, selected, current, dropTarget, words } = props;
  return (
    <div
      role="row"
      id={rowIdOf(row.id)}
      className={styles.row}
      style={{ gridTemplateColumns: template, transform: `translateY(${offset}px)` }}
      data-car={row.id}
      data-current={current || undefined}
      data-drop-target={dropTarget || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
    >
      <div role="gridcell" className={styles.check} aria-colindex={1}>
        <input
          type="checkbox"
          className={styles.checkbox}
          data-act="toggle"
          tabIndex={-1}
          checked={selected}
          readOnly
          aria-label={words.t("selectCar", { car: carName(row.car.vehicle, words.t) })}
        />
      </div>
      {columns.map((id, place) => (
        <div
          key={id}
          role="gridcell"
          className={styles.cell}
          data-column={id}
          data-align={columnOf(id).align}
          aria-colindex={place + 2}
        >
          {dropTarget && id === "car" ? (
            <span className={styles.dropHint}>{words.t("dropPhotos")}</span>
          ) : (
            cellContents[id](row, words)
          )}
        </div>
      ))}
    </div>
  );
});
