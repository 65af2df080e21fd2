import { useTranslation } from "react-i18next";
import { placeholders } from "#shared/rules/photo-names.ts";
import classes from "./preset-editor.module.css";

/** What can be filled in, one click each. */
export function Placeholders({ onInsert }: { onInsert: (placeholder: string) => void }) {
  const { t } = useTranslation("photoExport");
  return (
    <div className={classes.chips}>
      {placeholders.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={t("insert", { placeholder: `{${name}}` })}
          onClick={() => onInsert(`{${name}}`)}
        >
          {`{${name}}`}
        </button>
      ))}
    </div>
  );
}
