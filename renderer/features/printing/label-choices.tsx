import { NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { labelFields, type LabelSheetName, labelSheetNames } from "#shared/model/print-layout.ts";
import { labelsPerPage, type PlacingOptions } from "#shared/rules/label-placing.ts";
import { labelGridOf } from "#shared/rules/label-sheets.ts";
import { CustomSheet } from "./custom-sheet.tsx";
import styles from "./print-stage.module.css";
import { ShownFields } from "./shown-fields.tsx";
import type { ChoicesProps } from "./sticker-choices.tsx";

const mostCopies = 50;

interface LabelChoicesProps extends ChoicesProps {
  readonly placing: PlacingOptions;
  readonly onPlace: (placing: PlacingOptions) => void;
}

/** Which labels are in the printer, how many are wanted, and what they say. */
export function LabelChoices({ layout, onChange, placing, onPlace }: LabelChoicesProps) {
  const { t } = useTranslation("printing");
  const each = labelsPerPage(labelGridOf(layout));
  const sheet = (value: LabelSheetName) => ({ value, label: t(`sheets.${value}`) });
  return (
    <>
      <Select
        label={t("sheet")}
        data={labelSheetNames.map(sheet)}
        value={layout.labelSheet}
        maxDropdownHeight={320}
        onChange={(value) => {
          const chosen = labelSheetNames.find((name) => name === value);
          if (chosen) onChange({ labelSheet: chosen });
        }}
      />
      {layout.labelSheet === "custom" && (
        <CustomSheet
          key={JSON.stringify(layout.customSheet)}
          grid={layout.customSheet}
          onChange={(customSheet) => onChange({ customSheet })}
        />
      )}
      <div className={styles.pair}>
        <NumberInput
          label={t("copies")}
          hideControls={false}
          min={1}
          max={mostCopies}
          clampBehavior="blur"
          allowDecimal={false}
          value={placing.copies}
          onChange={(copies) => isWithin(copies, mostCopies) && onPlace({ ...placing, copies })}
        />
        {each > 1 && (
          <NumberInput
            label={t("startAt")}
            title={t("startAtHint")}
            hideControls={false}
            min={1}
            max={each}
            clampBehavior="blur"
            allowDecimal={false}
            value={Math.min(placing.startAt, each)}
            onChange={(startAt) => isWithin(startAt, each) && onPlace({ ...placing, startAt })}
          />
        )}
      </div>
      <ShownFields
        fields={labelFields}
        shown={layout.labelShows}
        onChange={(labelShows) => onChange({ labelShows })}
      />
    </>
  );
}

/** A field that is being typed into is empty, or out of bounds, for a moment. */
function isWithin(value: number | string, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}
