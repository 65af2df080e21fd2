import { Button, Checkbox, Group, TextInput } from "@mantine/core";
import { useMemo, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import type { ElementSet } from "#shared/model/vehicle.ts";
import { tagsOf } from "./library-facts.ts";
import type { LibraryEntry } from "./library-view.ts";
import styles from "./tag-dialog.module.css";

interface TagDialogProps {
  entries: readonly LibraryEntry[];
  /** Tags that other photos have, to choose from. */
  known: readonly string[];
  onSave: (tags: ElementSet) => void;
  onClose: () => void;
}

/** What a tag may be called; as the model has it. */
const mostLetters = 60;

/** Puts tags on photos and takes them off; a tag that only some of them have stays so until it is clicked. */
export function TagDialog({ entries, known, onSave, onClose }: TagDialogProps) {
  const { t } = useTranslation(["library", "common"]);
  const [wanted, setWanted] = useState<ReadonlyMap<string, true | null>>(new Map());
  const [text, setText] = useState("");
  const counts = useMemo(() => countsOf(entries), [entries]);
  const names = [...new Set([...counts.keys(), ...known, ...wanted.keys()])].sort((a, b) =>
    a.localeCompare(b),
  );
  const want = (tag: string, value: true | null) => setWanted(new Map(wanted).set(tag, value));

  const add = (event: FormEvent) => {
    event.preventDefault();
    const tag = text.trim();
    if (!tag) return onSave(Object.fromEntries(wanted));
    if (tag.startsWith("__")) return;
    want(tag, true);
    setText("");
  };

  return (
    <OpenDialog
      onClose={onClose}
      title={t("tagTitle", { count: entries.length })}
      size="sm"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form className={styles.form} onSubmit={add}>
        <Group gap="sm" wrap="nowrap" align="end">
          <TextInput
            data-autofocus
            className={styles.field}
            label={t("newTag")}
            maxLength={mostLetters}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={text.trim() === ""}>
            {t("common:add")}
          </Button>
        </Group>
        <div className={styles.tags} role="group" aria-label={t("tags")}>
          {names.map((tag) => {
            const had = counts.get(tag) ?? 0;
            const on = wanted.has(tag) ? wanted.get(tag) === true : had === entries.length;
            return (
              <Checkbox
                key={tag}
                label={tag}
                checked={on}
                indeterminate={!wanted.has(tag) && had > 0 && had < entries.length}
                onChange={() => want(tag, on ? null : true)}
              />
            );
          })}
          {names.length === 0 && <p className={styles.none}>{t("noTags")}</p>}
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button disabled={wanted.size === 0} onClick={() => onSave(Object.fromEntries(wanted))}>
            {t("common:save")}
          </Button>
        </Group>
      </form>
    </OpenDialog>
  );
}

function countsOf(entries: readonly LibraryEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { photo } of entries)
    for (const tag of tagsOf(photo)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return counts;
}
