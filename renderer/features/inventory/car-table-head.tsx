import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import styles from "./car-table.module.css";
import { columnOf, type ColumnId } from "./columns.ts";
import type { SortKey } from "./sort.ts";
import type { InventoryWords } from "./words.ts";

interface CarTableHeadProps {
  columns: readonly ColumnId[];
  template: string;
  sort: readonly SortKey[];
  onSort: (column: ColumnId, further: boolean) => void;
  selected: "none" | "some" | "all";
  onSelectAll: () => void;
  t: InventoryWords;
}

const ariaSort = { asc: "ascending", desc: "descending" } as const;

export function CarTableHead({
  columns,
  template,
  sort,
  onSort,
  selected,
  onSelectAll,
  t,
}: CarTableHeadProps) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.headRow} style={{ gridTemplateColumns: template }} aria-rowindex={1}>
        <div role="columnheader" className={styles.check} aria-colindex={1}>
          <input
            type="checkbox"
            className={styles.checkbox}
            checked={selected === "all"}
            ref={(box) => {
              if (box) box.indeterminate = selected === "some";
            }}
            onChange={onSelectAll}
            aria-label={t("selectAll")}
          />
        </div>
        {columns.map((id, place) => {
          const key = sort.find(({ column }) => column === id);
          return (
            <div
              key={id}
              role="columnheader"
              className={styles.headCell}
              data-align={columnOf(id).align}
              data-column={id}
              aria-colindex={place + 2}
              aria-sort={key ? ariaSort[key.direction] : undefined}
            >
              <HeadContent
                id={id}
                sortKey={key}
                second={key !== undefined && key !== sort[0]}
                onSort={onSort}
                t={t}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface HeadContentProps {
  id: ColumnId;
  sortKey: SortKey | undefined;
  second: boolean;
  onSort: (column: ColumnId, further: boolean) => void;
  t: InventoryWords;
}

function HeadContent({ id, sortKey, second, onSort, t }: HeadContentProps) {
  const name = t(`column.${id}`);
  if (!columnOf(id).sortBy) return <span className={styles.unsorted}>{name}</span>;
  const Arrow = sortKey?.direction === "desc" ? IconArrowDown : IconArrowUp;
  return (
    <button
      type="button"
      className={styles.sortButton}
      title={id === "days" ? t("daysInStock") : t("sortBy", { column: name })}
      data-sorted={sortKey ? "" : undefined}
      onClick={(event) => onSort(id, event.shiftKey)}
    >
      {name}
      <Arrow
        className={styles.arrow}
        data-shown={sortKey ? "" : undefined}
        size={14}
        stroke={2}
        aria-hidden
      />
      {sortKey && second && <sup aria-hidden>2</sup>}
    </button>
  );
}
