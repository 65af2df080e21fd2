import { NativeSelect, TextInput } from "@mantine/core";
import { Currency } from "#shared/model/primitives.ts";
import { listEncodings } from "#shared/rules/stock-list-bytes.ts";
import { textLimits } from "#shared/rules/stock-list-fields.ts";
import { delimiters } from "./csv.ts";
import classes from "./columns-step.module.css";
import type { OpenList } from "./list-store.ts";
import { useStockList } from "./stock-list-context.tsx";
import { fieldWord, type ListWords } from "./words.ts";

interface PanelProps {
  list: OpenList;
  words: ListWords;
}

/** How the list is written, as it was found, and what it leaves unsaid. */
export function ListSettingsPanel({ list, words }: PanelProps) {
  const { t } = words;
  return (
    <aside className={classes.settings} aria-label={t("howTitle")}>
      <h3 className={classes.title}>{t("howTitle")}</h3>
      <FileSettings list={list} words={words} />
      <ValueSettings list={list} words={words} />
      <EveryCar list={list} words={words} />
    </aside>
  );
}

/** Rows that can be chosen as the one with the headings. */
const headerRows = 10;
const noHeader = "none";

function FileSettings({ list, words: { t } }: PanelProps) {
  const { acts } = useStockList().store;
  const rows = list.table.rows.slice(0, headerRows);
  return (
    <>
      <Choice
        label={t("encoding")}
        value={list.encoding}
        data={listEncodings.map((value) => ({ value, label: t(`encodings.${value}`) }))}
        onChange={(encoding) => void acts.readAs({ encoding })}
      />
      <Choice
        label={t("delimiter")}
        value={list.table.delimiter}
        data={delimiters.map((value) => ({ value, label: t(`delimiters.${value}`) }))}
        onChange={(delimiter) => void acts.readAs({ delimiter })}
      />
      <Choice
        label={t("header")}
        value={list.header === null ? noHeader : String(list.header)}
        data={[
          ...rows.map((_, row) => ({ value: String(row), label: t("headerRow", { row: row + 1 }) })),
          { value: noHeader, label: t("noHeader") },
        ]}
        onChange={(value) => void acts.setHeader(value === noHeader ? null : Number(value))}
      />
    </>
  );
}

function ValueSettings({ list, words: { t } }: PanelProps) {
  const { acts } = useStockList().store;
  const has = (...fields: string[]) => list.mapping.some((field) => field && fields.includes(field));
  return (
    <>
      {has("price", "purchase") && (
        <Choice
          label={t("currency")}
          value={list.settings.currency}
          data={Currency.options.map((value) => ({ value, label: value }))}
          onChange={(currency) => acts.setSettings({ currency })}
        />
      )}
      {has("odometer") && (
        <Choice
          label={t("unit")}
          value={list.settings.unit}
          data={(["km", "mi"] as const).map((value) => ({ value, label: t(`units.${value}`) }))}
          onChange={(unit) => acts.setSettings({ unit })}
        />
      )}
      {has("acquiredOn", "soldOn") && (
        <Choice
          label={t("dateOrder")}
          value={list.settings.dateOrder}
          data={(["dmy", "mdy"] as const).map((value) => ({ value, label: t(`dateOrders.${value}`) }))}
          onChange={(dateOrder) => acts.setSettings({ dateOrder })}
        />
      )}
    </>
  );
}

/** What a list of one make, or of one lot, does not say of its cars. */
function EveryCar({ list, words }: PanelProps) {
  const { t } = words;
  const { acts } = useStockList().store;
  const open = (["make", "location"] as const).filter((field) => !list.mapping.includes(field));
  if (open.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>{t("everyCarTitle")}</h3>
      <p className={classes.text}>{t("everyCarText")}</p>
      {open.map((field) => (
        <TextInput
          key={field}
          size="xs"
          label={fieldWord(field, words)}
          maxLength={textLimits[field]}
          defaultValue={list.everyCar[field] ?? ""}
          onChange={({ currentTarget: { value } }) => {
            const { [field]: _before, ...rest } = list.everyCar;
            acts.setEveryCar(value.trim() === "" ? rest : { ...rest, [field]: value.trim() });
          }}
        />
      ))}
    </>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  data: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, data, onChange }: ChoiceProps<T>) {
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={value}
      data={[...data]}
      onChange={({ currentTarget }) => onChange(currentTarget.value as T)}
    />
  );
}
