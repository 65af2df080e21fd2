import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import { filledName, unknownPlaceholders } from "#shared/rules/photo-names.ts";
import { endings } from "./picture-plan.ts";
import { Placeholders } from "./placeholders.tsx";
import classes from "./preset-editor.module.css";
import { useFill } from "./use-fill.ts";

interface NamePatternProps {
  readonly preset: PhotoPreset;
  readonly onChange: (pattern: string) => void;
}

/** The pattern of the files' names, with what it comes to for a car of the lot. */
export function NamePattern({ preset: { namePattern, format }, onChange }: NamePatternProps) {
  const { t } = useTranslation("photoExport");
  const example = useExample(namePattern);
  const unknown = unknownPlaceholders(namePattern);
  const error =
    namePattern.trim() === ""
      ? t("namePatternRequired")
      : unknown.length > 0
        ? t("placeholderUnknown", { placeholders: unknown.map((name) => `{${name}}`).join(", ") })
        : null;
  return (
    <div className={classes.name}>
      <TextInput
        label={t("namePattern")}
        maxLength={120}
        value={namePattern}
        error={error}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <p className={classes.hint}>{t("example", { name: `${example}.${endings[format]}` })}</p>
      <Placeholders onInsert={(placeholder) => onChange(`${namePattern}${placeholder}`)} />
    </div>
  );
}

/** A car that the example is of where the lot has none yet. */
const invented = {
  stock: "A-101",
  number: "01",
  vin: "3N1CN7AD5KL801234",
  year: "2019",
  make: "Nissan",
  model: "Versa",
  trim: "Advance",
  price: "$189,000",
  odometer: "84,500 km",
  dealership: "Autos",
  date: "2026-05-02",
} as const;

function useExample(pattern: string): string {
  const fill = useFill();
  const { cars } = useLive(useReplica().inventory);
  const car = cars.find(({ vehicle, photoCount }) => vehicle.deletedAt === null && (photoCount ?? 0) > 0);
  return car ? fill.name(pattern, car.vehicle, 1) : filledName(pattern, invented);
}
