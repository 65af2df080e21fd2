import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LabelField, StickerField } from "#shared/model/print-layout.ts";
import styles from "./print-stage.module.css";

type Shown<Field extends string> = Partial<Record<Field, true | null>>;

interface ShownFieldsProps<Field extends StickerField | LabelField> {
  readonly fields: readonly Field[];
  readonly shown: Shown<Field>;
  readonly onChange: (shown: Shown<Field>) => void;
}

/** What is printed and what is not, each with a box to tick. */
export function ShownFields<Field extends StickerField | LabelField>({
  fields,
  shown,
  onChange,
}: ShownFieldsProps<Field>) {
  const { t } = useTranslation(["printing", "common"]);
  const wordOf = (field: StickerField | LabelField) =>
    field === "code" ? t("code") : t(`common:field.${field}`);
  return (
    <fieldset className={styles.fields}>
      <legend>{t("shows")}</legend>
      {fields.map((field) => (
        <Checkbox
          key={field}
          label={wordOf(field)}
          checked={shown[field] === true}
          onChange={({ currentTarget: { checked } }) =>
            onChange({ ...shown, [field]: checked ? true : null })
          }
        />
      ))}
    </fieldset>
  );
}
