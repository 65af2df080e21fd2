import type { TFunction } from "i18next";
import { formatCivilDate, formatDistance, formatInstant, formatMoney } from "#renderer/ui/format.ts";
import type { Locale } from "#renderer/ui/locale.ts";
import { messages as common } from "#renderer/ui/messages.ts";
import { CivilDate, Distance, Instant, Money } from "#shared/model/primitives.ts";
import { ReconLine } from "#shared/model/vehicle-cost.ts";
import { VehicleStanding } from "#shared/model/vehicle.ts";

type Translate = TFunction<["sync", "common"]>;

/** A field by the name that the car's own form gives it; `features.sunroof` says the element too. */
export function fieldName(path: string, t: Translate): string {
  const [field = "", ...element] = path.split(".");
  if (field === "cost") return t("cost");
  const name = isFieldName(field) ? t(`common:field.${field}`) : field;
  return element.length > 0 && (field === "features" || field === "tags")
    ? `${name}: ${element.join(".")}`
    : name;
}

/** A value of any field in a person's words. */
export function fieldValue(value: unknown, t: Translate, locale: Locale): string {
  if (value === null || value === undefined || value === "") return t("emptyValue");
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return textValue(value, t, locale);
  return recordValue(value, t, locale);
}

function textValue(value: string, t: Translate, locale: Locale): string {
  if (isChoice(value)) return t(`common:choice.${value}`);
  if (CivilDate.safeParse(value).success) return formatCivilDate(value, locale);
  return Instant.safeParse(value).success ? formatInstant(value, locale) : value;
}

function recordValue(value: unknown, t: Translate, locale: Locale): string {
  const money = Money.safeParse(value);
  if (money.success) return formatMoney(money.data, locale, { code: true });
  const distance = Distance.safeParse(value);
  if (distance.success) return formatDistance(distance.data, locale);
  const standing = VehicleStanding.safeParse(value);
  if (standing.success) return t(`common:status.${standing.data.state}`);
  const line = ReconLine.safeParse(value);
  return line.success
    ? `${line.data.description}, ${formatMoney(line.data.cost, locale, { code: true })}`
    : JSON.stringify(value);
}

function isFieldName(name: string): name is keyof typeof common.en.field {
  return Object.hasOwn(common.en.field, name);
}

function isChoice(value: string): value is keyof typeof common.en.choice {
  return Object.hasOwn(common.en.choice, value);
}
