import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TFunction } from "i18next";
import { Distance, Money } from "#shared/model/primitives.ts";
import { VehicleStanding } from "#shared/model/vehicle.ts";
import type { ListField } from "#shared/rules/stock-list-fields.ts";
import { isTaken, type PlannedRow, type RowChoices } from "#shared/rules/stock-list-plan.ts";
import { isChoiceField } from "#shared/rules/stock-list-words.ts";
import { formatCivilDate, formatDistance, formatMoney } from "#renderer/ui/format.ts";
import type { Locale } from "#renderer/ui/locale.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { correctedCells } from "./planning.ts";
import type { OpenList } from "./list-store.ts";

export interface ListWords {
  readonly t: TFunction<["stockList", "common"]>;
  readonly locale: Locale;
}

export function useListWords(): ListWords {
  const { t } = useTranslation(["stockList", "common"]);
  const locale = useLocale();
  return useMemo(() => ({ t, locale }), [t, locale]);
}

export function fieldWord(field: string, { t }: ListWords): string {
  return t(`common:field.${field as ListField}`);
}

/** A value of a car as a person reads it. */
export function valueWord(field: string, value: unknown, words: ListWords): string {
  const { t, locale } = words;
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "object") return factWord(field, value, words);
  if (field === "status") return t(`common:status.${value as "sold"}`);
  if (isChoiceField(field)) return t(`common:choice.${value as "manual"}`);
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return "";
  return field === "acquiredOn" || field === "soldOn" ? formatCivilDate(value, locale) : value;
}

/** A value that is more than a word or a number. */
function factWord(field: string, value: object, { t, locale }: ListWords): string {
  const money = Money.safeParse(value);
  if (money.success) return formatMoney(money.data, locale, { code: money.data.currency === "USD" });
  const distance = Distance.safeParse(value);
  if (distance.success) return formatDistance(distance.data, locale);
  const standing = VehicleStanding.safeParse(value);
  if (standing.success) return t(`common:status.${standing.data.state}`);
  return field === "features" ? featureNames(value).join(", ") : "";
}

function featureNames(features: object): string[] {
  return Object.entries(features).flatMap(([name, has]) => (has ? [name] : []));
}

export type RowGroup = "new" | "update" | "same" | "fix" | "leftOut";

/** Which of the lists above the table a row stands in. */
export function groupOf(planned: PlannedRow, choices: RowChoices): RowGroup {
  if (choices.leftOut.has(planned.row)) return "leftOut";
  const { verdict } = planned;
  if (verdict === "same") return "same";
  if (verdict === "bad" || verdict === "nameless" || verdict === "ambiguous") return "fix";
  if (!isTaken(planned, choices)) return "leftOut";
  return verdict === "update" ? "update" : "new";
}

export type VerdictWord = PlannedRow["verdict"] | "leftOut" | "known";

export function verdictOf(planned: PlannedRow, choices: RowChoices): VerdictWord {
  if (choices.leftOut.has(planned.row)) return "leftOut";
  if (planned.verdict === "update" && choices.known === "leave") return "known";
  return planned.verdict === "repeated" && isTaken(planned, choices) ? "new" : planned.verdict;
}

/** What a cell says in the list, with what was put right. */
export function cellText({ table, corrections }: OpenList, row: number, column: number): string {
  return correctedCells(table.rows[row] ?? [], corrections.get(row))[column] ?? "";
}

/** What is to be said of a row, most important first. */
export function reasonsOf(planned: PlannedRow, list: OpenList, words: ListWords): string[] {
  const { t } = words;
  const bad = planned.bad.map(({ field, problem, column }) =>
    t(`problem.${problem}`, {
      field: fieldWord(field, words),
      text: shortened(cellText(list, planned.row, column)),
    }),
  );
  const verdict = verdictOf(planned, list.choices);
  const reasons = [
    ...(verdict === "leftOut" ? [t("reason.leftOut")] : []),
    ...bad,
    ...(verdict === "nameless" ? [t("reason.nameless")] : []),
    ...(verdict === "ambiguous" ? [t("reason.ambiguous")] : []),
    ...(planned.repeats !== null ? [t("reason.repeated", { row: planned.repeats + 1 })] : []),
    ...(verdict === "known" ? [t("reason.known")] : []),
    ...(verdict === "update"
      ? [
          Object.keys(planned.changes)
            .map((field) => fieldWord(field, words))
            .join(", "),
        ]
      : []),
    ...(planned.isSaleKept ? [t("reason.saleKept")] : []),
    ...(planned.isNumberTaken ? [t("reason.numberTaken")] : []),
    ...(planned.vinHint ? [t(`vinHint.${planned.vinHint}`)] : []),
  ];
  return reasons.filter(Boolean);
}

const longest = 40;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
