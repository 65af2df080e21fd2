import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CivilDate, Distance, Instant, Money } from "#shared/model/primitives.ts";
import { ReconLine } from "#shared/model/vehicle-cost.ts";
import { VehicleStanding } from "#shared/model/vehicle.ts";
import { formatCivilDate, formatDistance, formatInstant, formatMoney } from "./format.ts";
import type { Locale } from "./locale.ts";
import { messages } from "./messages.ts";
import { photoValue } from "./photo-value.ts";
import { useLocale } from "./use-locale.ts";

/** What turning fields and their values into words needs. */
export interface FieldWords {
  readonly t: TFunction;
  readonly locale: Locale;
}

export function useFieldWords(): FieldWords {
  const { t } = useTranslation("common");
  const locale = useLocale();
  return useMemo(() => ({ t, locale }), [t, locale]);
}

/** A history may say no more of a standing than its state. */
const Standing = VehicleStanding.pick({ state: true });

/** A field by the name that the car's own form gives it; an element of a set (`features.Sunroof`, a tag) is called by itself. */
export function fieldWord(path: string, { t }: FieldWords): string {
  const [field = "", ...element] = path.split(".");
  if ((field === "features" || field === "tags") && element.length > 0) return element.join(".");
  return isFieldName(field) ? t(`field.${field}`) : field;
}

/** A stored value as a person reads it. Values come from other desks, perhaps newer ones: anything is possible. */
export function valueWord(path: string, value: unknown, words: FieldWords): string {
  const { t } = words;
  const ofPhoto = photoValue(path, value, t);
  if (ofPhoto !== null) return ofPhoto;
  if (value === null || value === undefined || value === "") return t("wasEmpty");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? textWord(value, words) : recordWord(value, words);
}

function textWord(value: string, { t, locale }: FieldWords): string {
  if (isChoice(value)) return t(`choice.${value}`);
  if (CivilDate.safeParse(value).success) return formatCivilDate(value, locale);
  return Instant.safeParse(value).success ? formatInstant(value, locale) : value;
}

function recordWord(value: unknown, { t, locale }: FieldWords): string {
  const standing = Standing.safeParse(value);
  if (standing.success) return t(`status.${standing.data.state}`);
  const money = Money.safeParse(value);
  if (money.success) return formatMoney(money.data, locale, { code: true });
  const distance = Distance.safeParse(value);
  if (distance.success) return formatDistance(distance.data, locale);
  const line = ReconLine.safeParse(value);
  if (!line.success) return JSON.stringify(value);
  return `${line.data.description}, ${formatMoney(line.data.cost, locale, { code: true })}`;
}

function isFieldName(name: string): name is keyof typeof messages.en.field {
  return Object.hasOwn(messages.en.field, name);
}

function isChoice(value: string): value is keyof typeof messages.en.choice {
  return Object.hasOwn(messages.en.choice, value);
}
