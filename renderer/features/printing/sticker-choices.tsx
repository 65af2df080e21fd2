import { SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { papers, type PrintLayout, stickerFields, stickerSizes } from "#shared/model/print-layout.ts";
import styles from "./print-stage.module.css";
import { ShownFields } from "./shown-fields.tsx";

export interface ChoicesProps {
  readonly layout: PrintLayout;
  readonly onChange: (patch: Partial<PrintLayout>) => void;
}

/** How large window stickers are and what they say. */
export function StickerChoices({ layout, onChange }: ChoicesProps) {
  const { t } = useTranslation("printing");
  return (
    <>
      <div className={styles.pair}>
        <SegmentedControl
          fullWidth
          aria-label={t("paper")}
          value={layout.paper}
          onChange={(paper) => onChange({ paper })}
          data={papers.map((value) => ({ value, label: t(`papers.${value}`) }))}
        />
        <SegmentedControl
          fullWidth
          aria-label={t("size")}
          value={layout.stickerSize}
          onChange={(stickerSize) => onChange({ stickerSize })}
          data={stickerSizes.map((value) => ({ value, label: t(`sizes.${value}`) }))}
        />
      </div>
      <ShownFields
        fields={stickerFields}
        shown={layout.stickerShows}
        onChange={(stickerShows) => onChange({ stickerShows })}
      />
      <NoteField
        key={layout.stickerNote}
        note={layout.stickerNote}
        onChange={(stickerNote) => onChange({ stickerNote })}
      />
    </>
  );
}

function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const { t } = useTranslation("printing");
  const [draft, setDraft] = useState(note);
  return (
    <TextInput
      label={t("note")}
      placeholder={t("noteExample")}
      maxLength={120}
      value={draft}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={() => draft.trim() !== note && onChange(draft.trim())}
    />
  );
}
