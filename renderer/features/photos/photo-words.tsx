import { TagsInput, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ElementSet } from "#shared/model/vehicle.ts";
import { presentIn, useKnownTags } from "./use-known-tags.ts";

/** Kept when it is left, also by going to another photo or closing. */
export function CaptionField({
  caption,
  readOnly,
  onChange,
}: {
  caption: string;
  readOnly: boolean;
  onChange: (caption: string) => void;
}) {
  const { t } = useTranslation("photos");
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    if (draft !== null && draft.trim() !== caption) onChange(draft.trim());
    setDraft(null);
  };
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  useEffect(() => () => latest.current(), []);
  return (
    <Textarea
      label={t("caption")}
      placeholder={readOnly ? "" : t("captionPlaceholder")}
      readOnly={readOnly}
      autosize
      minRows={2}
      maxRows={5}
      maxLength={300}
      value={draft ?? caption}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.blur();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.currentTarget.blur();
      }}
    />
  );
}

interface TagsFieldProps {
  readonly tags: ElementSet;
  readonly readOnly: boolean;
  readonly onAdd: (names: readonly string[]) => void;
  readonly onRemove: (names: readonly string[]) => void;
}

/** Two desks that each add a tag both keep it, so only what changed is said. */
export function TagsField({ tags, readOnly, onAdd, onRemove }: TagsFieldProps) {
  const { t } = useTranslation("photos");
  const known = useKnownTags();
  const present = presentIn(tags);
  return (
    <TagsInput
      label={t("tags")}
      placeholder={present.length === 0 && !readOnly ? t("tagsPlaceholder") : ""}
      readOnly={readOnly}
      data={known}
      limit={8}
      openOnFocus={false}
      maxLength={60}
      acceptValueOnBlur
      value={present}
      onChange={(names) => {
        const added = names.filter((name) => !present.includes(name) && !name.startsWith("__"));
        const removed = present.filter((name) => !names.includes(name));
        if (added.length > 0) onAdd(added);
        if (removed.length > 0) onRemove(removed);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.currentTarget.blur();
      }}
    />
  );
}
