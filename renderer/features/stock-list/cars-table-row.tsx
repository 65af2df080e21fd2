import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { memo, useState } from "react";
import type { ListField } from "#shared/rules/stock-list-fields.ts";
import { isTaken, type PlannedRow } from "#shared/rules/stock-list-plan.ts";
import { choiceValues, isChoiceField } from "#shared/rules/stock-list-words.ts";
import { canBeTaken, isNumeric } from "./cars-table-facts.ts";
import classes from "./cars-table.module.css";
import type { OpenList } from "./list-store.ts";
import { useStockList } from "./stock-list-context.tsx";
import { cellText, fieldWord, type ListWords, reasonsOf, valueWord, verdictOf } from "./words.ts";

interface RowProps {
  planned: PlannedRow;
  list: OpenList;
  fields: readonly ListField[];
  index: number;
  /** Px from the top of the rows. */
  offset: number;
  template: string;
  words: ListWords;
}

export const CarsTableRow = memo(function CarsTableRow(props: RowProps) {
  const { planned, list, fields, index, offset, template, words } = props;
  const { t } = words;
  const { acts } = useStockList().store;
  const [edited, setEdited] = useState<ListField | null>(null);
  const taken = isTaken(planned, list.choices);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-out={(!taken && planned.verdict !== "same") || undefined}
      style={{ gridTemplateColumns: template, transform: `translateY(${offset}px)` }}
    >
      <span role="gridcell" className={classes.check}>
        <Checkbox
          data-at={`${index}/0`}
          tabIndex={-1}
          aria-label={t("takeRow", { row: planned.row + 1 })}
          checked={taken}
          disabled={!canBeTaken(planned)}
          onChange={({ currentTarget: { checked } }) => acts.take([planned.row], checked)}
        />
      </span>
      <span role="gridcell" className={classes.number}>
        {planned.row + 1}
      </span>
      <Finding planned={planned} list={list} words={words} />
      {fields.map((field, place) => {
        const column = columnOf(planned, list, field);
        const cell = { planned, list, field, words, column, at: `${index}/${place + 1}` };
        return edited === field && column !== null ? (
          <CellEditor key={field} {...cell} column={column} onEnd={() => setEdited(null)} />
        ) : (
          <Cell key={field} {...cell} onEdit={() => setEdited(field)} />
        );
      })}
    </div>
  );
});

/** The column that a field of this row stands in, or would; null where every car has it without a column. */
function columnOf({ columns, bad }: PlannedRow, { mapping }: OpenList, field: ListField): number | null {
  const column = bad.find((each) => each.field === field)?.column ?? columns[field] ?? mapping.indexOf(field);
  return column < 0 ? null : column;
}

function Finding({ planned, list, words }: Pick<RowProps, "planned" | "list" | "words">) {
  const verdict = verdictOf(planned, list.choices);
  const reasons = reasonsOf(planned, list, words).join("; ");
  return (
    <span role="gridcell" className={classes.finding} title={reasons}>
      <span className={classes.verdict} data-verdict={verdict}>
        {words.t(`verdict.${verdict}`)}
      </span>
      <span className={classes.reasons}>{reasons}</span>
    </span>
  );
}

interface CellProps extends Pick<RowProps, "planned" | "list" | "words"> {
  field: ListField;
  column: number | null;
  /** Its place for the arrow keys. */
  at: string;
}

/** A value as it will be, the one that it takes the place of, or what cannot be read. */
function Cell({ planned, list, field, column, at, words, onEdit }: CellProps & { onEdit: () => void }) {
  const { t } = words;
  const bad = planned.bad.find((each) => each.field === field);
  const change = planned.changes[field];
  const said = bad ? cellText(list, planned.row, bad.column) : valueWord(field, planned.values[field], words);
  const before = change ? valueWord(field, change.from, words) : "";
  return (
    <span role="gridcell" className={classes.cell} data-align={isNumeric(field) ? "end" : undefined}>
      <button
        type="button"
        data-at={at}
        tabIndex={bad ? 0 : -1}
        className={classes.value}
        data-tone={bad ? "bad" : change ? "changed" : undefined}
        disabled={column === null}
        title={change ? t("was", { value: before || t("emptyCell") }) : said}
        aria-label={t("editCell", {
          field: fieldWord(field, words),
          row: planned.row + 1,
          value: said || t("emptyCell"),
        })}
        onClick={onEdit}
      >
        {bad && <IconAlertTriangle size={14} aria-hidden />}
        {before && <s>{before}</s>}
        <span>{said}</span>
      </button>
    </span>
  );
}

interface CellEditorProps extends CellProps {
  column: number;
  onEnd: () => void;
}

function CellEditor({ planned, list, field, column, words, onEnd }: CellEditorProps) {
  const { t } = words;
  const { acts } = useStockList().store;
  const text = cellText(list, planned.row, column);
  const label = t("fix", { field: fieldWord(field, words), row: planned.row + 1 });
  const keep = (next: string) => {
    if (next !== text) acts.correct(planned.row, column, next);
    onEnd();
  };
  if (isChoiceField(field)) {
    const values: readonly string[] = choiceValues[field];
    const options = values.map((value) => ({ value, label: valueWord(field, value, words) }));
    return (
      <span role="gridcell" className={classes.cell}>
        <NativeSelect
          size="xs"
          autoFocus
          aria-label={label}
          value={planned.values[field] ?? ""}
          data={[{ value: "", label: t("choose") }, ...options]}
          onChange={({ currentTarget }) => keep(currentTarget.value)}
          onBlur={onEnd}
          onKeyDown={(event) => endOnEscape(event, onEnd)}
        />
      </span>
    );
  }
  return (
    <span role="gridcell" className={classes.cell}>
      <TextInput
        size="xs"
        autoFocus
        aria-label={label}
        defaultValue={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={({ currentTarget }) => keep(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep(event.currentTarget.value);
          else endOnEscape(event, onEnd);
        }}
      />
    </span>
  );
}

/** Escape ends the editing of a cell, and not of the list. */
function endOnEscape(event: { key: string; preventDefault: () => void }, end: () => void): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  end();
}
