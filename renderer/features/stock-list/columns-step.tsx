import { Select } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { memo, useDeferredValue, useEffect, useMemo, useState } from "react";
import { type ListField, listFields } from "#shared/rules/stock-list-fields.ts";
import classes from "./columns-step.module.css";
import type { OpenList } from "./list-store.ts";
import { ListSettingsPanel } from "./list-settings.tsx";
import screen from "./stock-list-screen.module.css";
import { useStockList } from "./stock-list-context.tsx";
import { fieldWord, type ListWords, valueWord } from "./words.ts";

interface StepProps {
  list: OpenList;
  words: ListWords;
}

/** What each column of the list is, guessed and put right. */
export function ColumnsStep({ list, words }: StepProps) {
  const { t } = words;
  const facts = useMemo(() => columnFacts(list), [list]);
  const shown = useDeferredValue(facts).slice(0, useGrowingCount(facts.length));
  const isNameless = !list.mapping.some(
    (field) => field === "stockNumber" || field === "make" || field === "vin",
  );
  return (
    <div className={classes.step}>
      <section className={classes.main} aria-label={t("columnsTitle")}>
        <h3 className={classes.title}>{t("columnsTitle")}</h3>
        <p className={classes.text}>{t("columnsText")}</p>
        {list.table.openQuote !== null && (
          <p className={screen.notice} role="alert">
            <IconAlertTriangle size={16} aria-hidden />
            {t("openQuote", { row: list.table.openQuote + 1 })}
          </p>
        )}
        {isNameless && !list.everyCar.make && (
          <p className={screen.notice} role="status">
            <IconAlertTriangle size={16} aria-hidden />
            {t("nothingMapped")}
          </p>
        )}
        <table className={classes.columns}>
          <thead>
            <tr>
              <th scope="col">{t("inList")}</th>
              <th scope="col">{t("samples")}</th>
              <th scope="col">{t("isField")}</th>
              <th scope="col">{t("readAs")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((column) => (
              <ColumnRow key={column.index} column={column} words={words} />
            ))}
          </tbody>
        </table>
      </section>
      <ListSettingsPanel list={list} words={words} />
    </div>
  );
}

/** Columns that are drawn in one task. */
const drawnAtOnce = 8;

/** How many are drawn so far: lists of old systems have a hundred columns, which would hold the window up all at once. */
function useGrowingCount(all: number): number {
  const [count, setCount] = useState(drawnAtOnce);
  useEffect(() => {
    if (count >= all) return undefined;
    const timer = setTimeout(() => setCount(count + drawnAtOnce));
    return () => clearTimeout(timer);
  }, [count, all]);
  return count;
}

interface ColumnFacts {
  readonly index: number;
  readonly heading: string;
  readonly samples: readonly string[];
  readonly field: ListField | null;
  /** A value that was read of the column. */
  readonly value: unknown;
  readonly bad: number;
}

const mostSamples = 3;
/** Rows that are looked through for samples. */
const mostLookedAt = 500;

function columnFacts({ table, header, mapping, plan }: OpenList): ColumnFacts[] {
  const headings = header === null ? [] : (table.rows[header] ?? []);
  const rows = table.rows.slice(header === null ? 0 : header + 1).slice(0, mostLookedAt);
  const bad = new Map<number, number>();
  for (const planned of plan)
    for (const { column } of planned.bad) bad.set(column, (bad.get(column) ?? 0) + 1);
  return mapping.map((field, index) => ({
    index,
    heading: headings[index]?.trim() || letterOf(index),
    samples: [...new Set(rows.map((row) => row[index]?.trim() ?? "").filter(Boolean))].slice(0, mostSamples),
    field,
    value:
      field && plan.find(({ columns, values }) => columns[field] === index && field in values)?.values[field],
    bad: bad.get(index) ?? 0,
  }));
}

/** As spreadsheets call their columns: A, B, ... Z, AA. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

const ColumnRow = memo(function ColumnRow({ column, words }: { column: ColumnFacts; words: ListWords }) {
  const { t } = words;
  const { index, heading, samples, field } = column;
  const { acts } = useStockList().store;
  const choices = [
    { value: leftOut, label: t("leaveOut") },
    ...listFields.map((each) => ({ value: each, label: fieldWord(each, words) })),
  ];
  return (
    <tr data-left-out={field === null || undefined}>
      <th scope="row" className={classes.heading}>
        <span title={heading}>{heading}</span>
      </th>
      <td>
        <div className={classes.samples}>
          {samples.length === 0 ? (
            <span className={classes.faint}>{t("emptyColumn")}</span>
          ) : (
            <Samples samples={samples} />
          )}
        </div>
      </td>
      <td>
        <Select
          size="xs"
          aria-label={t("fieldOfColumn", { name: heading })}
          data={choices}
          value={field ?? leftOut}
          searchable
          maxDropdownHeight={320}
          onChange={(value) => acts.setField(index, value === leftOut ? null : (value as ListField))}
        />
      </td>
      <td className={classes.readAs}>
        <ReadAs column={column} words={words} />
      </td>
    </tr>
  );
});

const leftOut = "leftOut";

function Samples({ samples }: { samples: readonly string[] }) {
  return samples.map((sample) => (
    <span key={sample} className={classes.sample} title={sample}>
      {sample}
    </span>
  ));
}

function ReadAs({ column: { field, value, bad }, words }: { column: ColumnFacts; words: ListWords }) {
  const { t } = words;
  if (!field) return <span className={classes.faint}>{t("notImported")}</span>;
  return (
    <>
      <span className={classes.value}>{valueWord(field, value, words)}</span>
      {bad > 0 && (
        <span className={classes.bad}>
          <IconAlertTriangle size={14} aria-hidden />
          {t("unreadable", { count: bad })}
        </span>
      )}
    </>
  );
}
