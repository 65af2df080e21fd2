import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconMapPinPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Photo } from "#shared/model/photo.ts";
import { defectsOf, editsOnShow, type PinnedDefect, placeOf } from "./defect-places.ts";
import type { DefectPinning } from "./use-defect-pinning.ts";
import classes from "./viewer-inspector.module.css";

/** The pinned defects with their notes, those too that the crop leaves out. */
export function DefectList({
  photo,
  pinning,
  readOnly,
}: {
  photo: Photo;
  pinning: DefectPinning;
  readOnly: boolean;
}) {
  const { t } = useTranslation("photos");
  const defects = defectsOf(photo);
  const edits = editsOnShow(photo);
  return (
    <>
      {defects.length === 0 && <p className={classes.none}>{t("defectNone")}</p>}
      <ul className={classes.defects}>
        {defects.map((pinned) => (
          <DefectLine
            key={pinned.id}
            pinned={pinned}
            readOnly={readOnly}
            isFresh={pinning.fresh === pinned.id}
            isCutOff={placeOf(pinned.defect, photo, edits) === null}
            onNote={(note) => pinning.note(pinned.id, pinned.defect, note)}
            onRemove={() => pinning.remove(pinned.id)}
          />
        ))}
      </ul>
      {!readOnly && (
        <Button
          size="compact-sm"
          variant={pinning.isPinning ? "light" : "default"}
          leftSection={<IconMapPinPlus size={16} aria-hidden />}
          aria-pressed={pinning.isPinning}
          onClick={() => pinning.setPinning(!pinning.isPinning)}
        >
          {t("defectAdd")}
        </Button>
      )}
    </>
  );
}

interface DefectLineProps {
  readonly pinned: PinnedDefect;
  readonly readOnly: boolean;
  /** It was pinned just now, so its note is what comes next. */
  readonly isFresh: boolean;
  readonly isCutOff: boolean;
  readonly onNote: (note: string) => void;
  readonly onRemove: () => void;
}

function DefectLine({ pinned, readOnly, isFresh, isCutOff, onNote, onRemove }: DefectLineProps) {
  const { t } = useTranslation("photos");
  const { number, defect } = pinned;
  const [draft, setDraft] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFresh) input.current?.focus();
  }, [isFresh]);
  const keep = () => {
    if (draft !== null) onNote(draft);
    setDraft(null);
  };
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  useEffect(() => () => latest.current(), []);
  return (
    <li className={classes.defect}>
      <span className={classes.defectNumber}>{number}</span>
      <TextInput
        ref={input}
        size="xs"
        className={classes.defectNote ?? ""}
        aria-label={t("defectNote", { number })}
        placeholder={readOnly ? "" : t("defectPlaceholder")}
        readOnly={readOnly}
        maxLength={200}
        value={draft ?? defect.note}
        description={isCutOff ? t("defectCutOff") : undefined}
        inputWrapperOrder={["label", "input", "description"]}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
      {!readOnly && (
        <ActionIcon
          aria-label={t("defectRemove", { number })}
          title={t("defectRemove", { number })}
          onClick={onRemove}
        >
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
