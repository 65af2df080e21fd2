import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { gridFault, LabelGrid } from "#shared/model/print-layout.ts";
import styles from "./print-stage.module.css";

const lengths = [
  "pageWidth",
  "pageHeight",
  "labelWidth",
  "labelHeight",
  "left",
  "top",
  "pitchX",
  "pitchY",
] as const;
const counts = ["columns", "rows"] as const;

interface CustomSheetProps {
  readonly grid: LabelGrid;
  readonly onChange: (grid: LabelGrid) => void;
}

/** The measures of the dealer's own sheet; kept once they make one that can be printed. */
export function CustomSheet({ grid, onChange }: CustomSheetProps) {
  const { t } = useTranslation("printing");
  const [draft, setDraft] = useState<Readonly<Record<keyof LabelGrid, number | string>>>(grid);
  const parsed = LabelGrid.safeParse(draft);
  const keep = () => {
    if (parsed.success && JSON.stringify(parsed.data) !== JSON.stringify(grid)) onChange(parsed.data);
  };
  const field = (name: keyof LabelGrid, suffix: string) => (
    <NumberInput
      key={name}
      label={t(`grid.${name}`)}
      suffix={suffix}
      min={0}
      max={1000}
      decimalScale={suffix === "" ? 0 : 3}
      value={draft[name]}
      onChange={(value) => setDraft((now) => ({ ...now, [name]: value }))}
      onBlur={keep}
    />
  );
  return (
    <fieldset className={styles.grid} aria-label={t("sheets.custom")}>
      {lengths.slice(0, 4).map((name) => field(name, " mm"))}
      {counts.map((name) => field(name, ""))}
      {lengths.slice(4).map((name) => field(name, " mm"))}
      {!parsed.success && (
        <p className={styles.fault} role="alert">
          {t(`faults.${faultOf(draft)}`)}
        </p>
      )}
    </fieldset>
  );
}

function faultOf(draft: Readonly<Record<keyof LabelGrid, number | string>>) {
  const numbers = Object.values(draft).every((value) => typeof value === "number");
  return (numbers && gridFault(draft as LabelGrid)) || "incomplete";
}
