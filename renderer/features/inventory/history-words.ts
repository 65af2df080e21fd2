import { Distance, Money } from "#shared/model/primitives.ts";
import { VehicleStanding, type VehicleStatus } from "#shared/model/vehicle.ts";
import { formatCivilDate, formatDistance, formatInstant, formatMoney } from "#renderer/ui/format.ts";
import type { Locale } from "#renderer/ui/locale.ts";
import type { InventoryWords } from "./words.ts";

/** What turning values into words needs: the feature's words, the shared ones for statuses, and the language. */
export interface ValueWords {
  readonly t: InventoryWords;
  readonly statusWord: (status: VehicleStatus) => string;
  readonly photoCount: (count: number) => string;
  /** Null where the field is none of a photo's. */
  readonly photoValue: (path: string, value: unknown) => string | null;
  readonly locale: Locale;
}

/** A history may say no more of a standing than its state. */
const Standing = VehicleStanding.pick({ state: true });

/** A field's name; an element of a set (`features.Sunroof`, a photo's tag) is called by itself, a recon line by its field. */
export function fieldWord(path: string, { t }: ValueWords): string {
  const [field = "", ...element] = path.split(".");
  if ((field === "features" || field === "tags") && element.length > 0) return element.join(".");
  return t(`field.${field}` as "field.make", { defaultValue: field });
}

/** A stored value as a person reads it. Values come from other desks, perhaps newer ones: anything is possible. */
export function valueWord(path: string, value: unknown, words: ValueWords): string {
  const { t, locale, statusWord } = words;
  const ofPhoto = words.photoValue(path, value);
  if (ofPhoto !== null) return ofPhoto;
  if (value === null || value === undefined || value === "") return t("wasEmpty");
  const standing = Standing.safeParse(value);
  if (standing.success) return statusWord(standing.data.state);
  const money = Money.safeParse(value);
  if (money.success) return formatMoney(money.data, locale, { code: true });
  const distance = Distance.safeParse(value);
  if (distance.success) return formatDistance(distance.data, locale);
  if (typeof value === "string") return textWord(path, value, words);
  if (typeof value === "number") return String(value);
  return typeof value === "boolean" ? (value ? "✓" : "—") : JSON.stringify(value);
}

function textWord(path: string, value: string, { t, locale }: ValueWords): string {
  if (path === "acquiredOn" || path === "soldOn") return formatCivilDate(value, locale);
  if (path === "deletedAt") return formatInstant(value, locale);
  if (path === "bodyStyle" || path === "transmission" || path === "fuel") {
    return t(`${path}.${value}` as "fuel.petrol", { defaultValue: value });
  }
  return value;
}
