import type { TFunction } from "i18next";
import type { LabelField, PrintLayout, StickerField } from "#shared/model/print-layout.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import type { LabelText } from "#shared/rules/label-layout.ts";
import type { QrCode } from "#shared/rules/print-blocks.ts";
import type { Fact, StickerText } from "#shared/rules/sticker-layout.ts";
import { formatDistance, formatMoney } from "#renderer/ui/format.ts";
import type { Locale } from "#renderer/ui/locale.ts";

export interface PrintWords {
  readonly t: TFunction<"printing">;
  readonly common: TFunction;
  readonly locale: Locale;
  readonly dealership: string;
}

const facts = ["odometer", "transmission", "fuel", "exteriorColor", "bodyStyle"] as const;

/** A car in the words of its window sticker. */
export function stickerText(
  vehicle: Vehicle,
  layout: PrintLayout,
  codes: readonly QrCode[],
  words: PrintWords,
): StickerText {
  const { t, common } = words;
  const shows = (field: StickerField) => layout.stickerShows[field] === true;
  const number = (field: "stockNumber" | "vin") =>
    shows(field) && vehicle[field] ? { label: common(`field.${field}`), value: vehicle[field] } : null;
  return {
    dealership: words.dealership,
    year: vehicle.year === null ? "" : String(vehicle.year),
    name: [vehicle.make, vehicle.model].filter(Boolean).join(" ") || t("unnamed"),
    trim: vehicle.trim,
    price: shows("price") ? priceOf(vehicle, words) : null,
    note: layout.stickerNote,
    facts: facts.filter(shows).flatMap((field) => factOf(vehicle, field, words) ?? []),
    features: shows("features") ? Object.keys(vehicle.features).filter((name) => vehicle.features[name]) : [],
    moreFeatures: (count) => t("moreFeatures", { count }),
    stockNumber: number("stockNumber"),
    vin: number("vin"),
    codes: shows("code") ? codes : [],
  };
}

/** A car in the words of its stock label. */
export function labelText(
  vehicle: Vehicle,
  layout: PrintLayout,
  codes: readonly QrCode[],
  words: PrintWords,
): LabelText {
  const { locale, common, t } = words;
  const shows = (field: LabelField) => layout.labelShows[field] === true;
  const { price, odometer, exteriorColor, vin, year, make, model, trim } = vehicle;
  const middle = [
    shows("odometer") && odometer ? formatDistance(odometer, locale) : "",
    shows("exteriorColor") ? exteriorColor : "",
  ];
  const details = [
    shows("price") && price ? formatMoney(price, locale, { code: true }) : "",
    middle.filter(Boolean).join(" · "),
    shows("vin") && vin ? `${common("field.vin")} ${vin}` : "",
  ];
  return {
    stockNumber: vehicle.stockNumber || t("noStockNumber"),
    name: shows("name") ? [year, make, model, trim].filter(Boolean).join(" ") : "",
    details: details.filter(Boolean),
    codes,
  };
}

function priceOf({ price }: Vehicle, { t, common, locale }: PrintWords): StickerText["price"] {
  if (!price) return { missing: t("askPrice") };
  return { label: `${common("field.price")} · ${price.currency}`, value: formatMoney(price, locale) };
}

function factOf(vehicle: Vehicle, field: (typeof facts)[number], words: PrintWords): Fact | null {
  const { common, locale } = words;
  const value = vehicle[field];
  if (value === null || value === "") return null;
  const label = common(`field.${field}`);
  if (typeof value === "object") return { label, value: formatDistance(value, locale) };
  if (field === "exteriorColor" || field === "odometer") return { label, value };
  return { label, value: common(`choice.${value as NonNullable<Vehicle["fuel" | "bodyStyle"]>}`) };
}
