import { memo, useEffect, useMemo, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Currency, type Distance } from "#shared/model/primitives.ts";
import { bodyStyles, fuels, transmissions, type Vehicle } from "#shared/model/vehicle.ts";
import { vinHint } from "#shared/rules/vin.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatCount, formatMoney } from "#renderer/ui/format.ts";
import { InspectorSection } from "#renderer/ui/inspector-section.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { FeatureTags } from "./feature-tags.tsx";
import { Beside, ChoiceField, NotesField, SuggestField, TextField } from "./field.tsx";
import { parseDate, parseDistance, parseMoney, parseText, parseYear } from "./field-parsing.ts";
import { useDraft } from "./use-draft.ts";
import { useKeep } from "./use-keep.ts";
import { useTwin } from "./use-twin.ts";
import { useValues } from "./use-values.ts";
import type { ViewStore } from "./view-state.ts";

const units = ["km", "mi"] as const satisfies readonly Distance["unit"][];
type ShortText = "stockNumber" | "vin" | "make" | "model" | "trim" | "exteriorColor" | "location";
const longest: Readonly<Record<ShortText, number>> = {
  stockNumber: 30,
  vin: 25,
  make: 60,
  model: 60,
  trim: 80,
  exteriorColor: 40,
  location: 60,
};

/** The car's own facts, each saved by itself as soon as its field is left. Photos that arrive do not draw its fields again. */
export const DetailsSection = memo(Details, isSameVehicle);

/** Fields that something may be said beside. */
const noted = [
  "stockNumber",
  "vin",
  "year",
  "make",
  "model",
  "trim",
  "bodyStyle",
  "exteriorColor",
  "transmission",
  "fuel",
  "odometer",
  "price",
  "location",
  "acquiredOn",
  "features",
  "notes",
] as const satisfies readonly (keyof Vehicle)[];
export type NotedField = (typeof noted)[number];
export const notedFields: ReadonlySet<string> = new Set(noted);

interface DetailsProps extends OfCar {
  view: ViewStore;
  noteOf: (vehicleId: string, field: NotedField) => ReactNode;
}

function Details({ car, view, noteOf }: DetailsProps) {
  const { t } = useTranslation("inventory");
  const { id, vehicle } = car;
  const { vehicles } = useReplica();
  const keep = useKeep();
  const change = (patch: Partial<Vehicle>) => keep(vehicles.change(id, patch));
  const note = (field: NotedField) => noteOf(id, field);
  return (
    <InspectorSection title={t("details")}>
      <StockNumber car={car} view={view} />
      {note("stockNumber")}
      <Vin car={car} />
      {note("vin")}
      <Year car={car} />
      {note("year")}
      <Suggested car={car} field="make" />
      {note("make")}
      <Suggested car={car} field="model" />
      {note("model")}
      <Suggested car={car} field="trim" />
      {note("trim")}
      <ChoiceField
        label={t("field.bodyStyle")}
        value={vehicle.bodyStyle}
        choices={bodyStyles}
        wordOf={(choice) => t(`bodyStyle.${choice}`)}
        onChange={(bodyStyle) => change({ bodyStyle })}
      />
      {note("bodyStyle")}
      <Suggested car={car} field="exteriorColor" />
      {note("exteriorColor")}
      <ChoiceField
        label={t("field.transmission")}
        value={vehicle.transmission}
        choices={transmissions}
        wordOf={(choice) => t(`transmission.${choice}`)}
        onChange={(transmission) => change({ transmission })}
      />
      {note("transmission")}
      <ChoiceField
        label={t("field.fuel")}
        value={vehicle.fuel}
        choices={fuels}
        wordOf={(choice) => t(`fuel.${choice}`)}
        onChange={(fuel) => change({ fuel })}
      />
      {note("fuel")}
      <Odometer car={car} />
      {note("odometer")}
      <Price car={car} />
      {note("price")}
      <Suggested car={car} field="location" />
      {note("location")}
      <AcquiredOn car={car} />
      {note("acquiredOn")}
      <FeatureTags vehicle={vehicle} onChange={(features) => change({ features })} />
      {note("features")}
      <Notes car={car} />
      {note("notes")}
    </InspectorSection>
  );
}

interface OfCar {
  car: Pick<InventoryCar, "id" | "vehicle">;
}

export function isSameVehicle(before: OfCar, next: OfCar): boolean {
  return before.car.id === next.car.id && before.car.vehicle === next.car.vehicle;
}

function useTextDraft({ id, vehicle }: OfCar["car"], field: ShortText) {
  const { vehicles } = useReplica();
  return useDraft({
    of: `${id}.${field}`,
    kept: vehicle[field],
    parse: (text) => parseText(text, longest[field]),
    save: (value) => vehicles.change(id, { [field]: value }),
  });
}

function StockNumber({ car, view }: OfCar & { view: ViewStore }) {
  const { t } = useTranslation("inventory");
  const draft = useTextDraft(car, "stockNumber");
  const twin = useTwin("stockNumber", draft.text, car.id);
  const input = useRef<HTMLInputElement>(null);
  const asked = useStore(view, (state) => state.editAsked);
  useEffect(() => {
    if (!asked) return;
    view.getState().editTaken();
    input.current?.focus();
  }, [asked, view]);
  return (
    <TextField
      label={t("field.stockNumber")}
      draft={draft}
      inputRef={input}
      hint={twin && t("stockNumberTaken", { car: twin })}
    />
  );
}

function Vin({ car }: OfCar) {
  const { t } = useTranslation("inventory");
  const draft = useTextDraft(car, "vin");
  const twin = useTwin("vin", draft.text, car.id);
  const odd = vinHint(draft.text);
  const hint = odd
    ? t(`vinHint.${odd}`, { count: draft.text.trim().length })
    : twin && t("vinTaken", { car: twin });
  return <TextField label={t("field.vin")} draft={draft} upper hint={hint} />;
}

function Year({ car: { id, vehicle } }: OfCar) {
  const { t } = useTranslation("inventory");
  const { vehicles } = useReplica();
  const draft = useDraft({
    of: `${id}.year`,
    kept: vehicle.year === null ? "" : String(vehicle.year),
    parse: parseYear,
    save: (year) => vehicles.change(id, { year }),
  });
  return <TextField label={t("field.year")} draft={draft} inputMode="numeric" />;
}

function Suggested({ car, field }: OfCar & { field: Exclude<ShortText, "stockNumber" | "vin"> }) {
  const { t } = useTranslation("inventory");
  const draft = useTextDraft(car, field);
  const suggestions = useValues(field, car.vehicle);
  return <SuggestField label={t(`field.${field}`)} draft={draft} suggestions={suggestions} />;
}

function Odometer({ car: { id, vehicle } }: OfCar) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const { vehicles, settings } = useReplica();
  const dealership = useLive(settings.dealership);
  const keep = useKeep();
  const { odometer } = vehicle;
  const unit = odometer?.unit ?? dealership?.distanceUnit ?? "km";
  const draft = useDraft({
    of: `${id}.odometer`,
    kept: odometer ? formatCount(odometer.value, locale) : "",
    parse: (text) => parseDistance(text, unit),
    save: (value) => vehicles.change(id, { odometer: value }),
  });
  return (
    <TextField
      label={t("field.odometer")}
      draft={draft}
      inputMode="numeric"
      beside={
        odometer && (
          <Beside
            name={t("unit")}
            value={unit}
            choices={units}
            onChange={(chosen) => keep(vehicles.change(id, { odometer: { ...odometer, unit: chosen } }))}
          />
        )
      }
    />
  );
}

function Price({ car: { id, vehicle } }: OfCar) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const { vehicles, settings } = useReplica();
  const dealership = useLive(settings.dealership);
  const keep = useKeep();
  const { price } = vehicle;
  const currency = price?.currency ?? dealership?.currency ?? "MXN";
  const draft = useDraft({
    of: `${id}.price`,
    kept: price ? formatMoney(price, locale) : "",
    parse: (text) => parseMoney(text, currency),
    save: (value) => vehicles.change(id, { price: value }),
  });
  return (
    <TextField
      label={t("field.price")}
      draft={draft}
      inputMode="decimal"
      beside={
        price && (
          <Beside
            name={t("currencyOf", { field: t("field.price") })}
            value={currency}
            choices={Currency.options}
            onChange={(chosen) => keep(vehicles.change(id, { price: { ...price, currency: chosen } }))}
          />
        )
      }
    />
  );
}

function AcquiredOn({ car: { id, vehicle } }: OfCar) {
  const { t } = useTranslation("inventory");
  const { vehicles } = useReplica();
  const draft = useDraft({
    of: `${id}.acquiredOn`,
    kept: vehicle.acquiredOn,
    parse: parseDate,
    save: (acquiredOn) => vehicles.change(id, { acquiredOn }),
  });
  return <TextField label={t("field.acquiredOn")} draft={draft} type="date" />;
}

const longestNotes = 10_000;

function Notes({ car: { id, vehicle } }: OfCar) {
  const { t } = useTranslation("inventory");
  const { vehicles } = useReplica();
  const parse = useMemo(
    () => (text: string) => (text.length > longestNotes ? { problem: "tooLong" as const } : { value: text }),
    [],
  );
  const draft = useDraft({
    of: `${id}.notes`,
    kept: vehicle.notes,
    parse,
    save: (notes) => vehicles.change(id, { notes }),
    multiline: true,
  });
  return <NotesField label={t("field.notes")} placeholder={t("notesPlaceholder")} draft={draft} />;
}
