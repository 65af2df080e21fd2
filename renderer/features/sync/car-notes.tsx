import { Button } from "@mantine/core";
import { IconAlertTriangle, IconArrowsSplit2 } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { OverlapEntry } from "#renderer/replica/history.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { fieldWord, useFieldWords, valueWord } from "#renderer/ui/field-words.ts";
import { useKeptPlace } from "#renderer/ui/use-kept-place.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import type { HeldRow } from "#shared/contract/replication.ts";
import styles from "./car-notes.module.css";
import { aboutOf, namesOf, useHeldActs, useHeldFields, useMaySend } from "./held-rows.ts";
import { OverlapSides } from "./overlap-sides.tsx";
import { AboutPhoto } from "./overlap-value.tsx";

interface CarNotesProps {
  vehicleId: string;
  /** Fields that have their notes beside them. */
  besideFields: ReadonlySet<string>;
}

/** Where two desks changed this car without knowing of each other: all that has no place beside a field, and the way to the rest. */
export function CarNotes({ vehicleId, besideFields }: CarNotesProps) {
  const { t } = useTranslation("sync");
  const words = useFieldWords();
  const seek = useShell((state) => state.seek);
  const open = useOpenOverlaps(vehicleId);
  const place = useKeptPlace(open.map(({ id }) => id).join(" "), (list) => list.parentElement);
  const isBeside = ({ overlap }: OverlapEntry) =>
    overlap.collection === "vehicles" && besideFields.has(nameOf(overlap.field));
  return (
    <div {...place} className={styles.around}>
      {open.length > 0 && (
        <section className={styles.notice} aria-label={t("carOverlaps", { count: open.length })}>
          <h3 className={styles.title}>
            <IconArrowsSplit2 size={16} stroke={1.75} aria-hidden />
            {t("carOverlaps", { count: open.length })}
          </h3>
          {open.some(isBeside) && (
            <p className={styles.jumps}>
              {open.filter(isBeside).map(({ id, overlap }) => (
                <Button key={id} size="compact-xs" variant="default" onClick={() => seek(id)}>
                  {fieldWord(overlap.field, words)}
                </Button>
              ))}
            </p>
          )}
          {open
            .filter((entry) => !isBeside(entry))
            .map((entry) => (
              <OverlapNote key={entry.id} entry={entry} />
            ))}
        </section>
      )}
    </div>
  );
}

/** Beside a field of the car's form: what two desks made of it, and what of it was not taken. */
export function FieldNotes({ vehicleId, field }: { vehicleId: string; field: string }) {
  const { attention } = useReplica();
  const open = useOpenOverlaps(vehicleId).filter(
    ({ overlap }) => overlap.collection === "vehicles" && nameOf(overlap.field) === field,
  );
  const held = useLive(attention.rows).filter(
    (row) => row.collection === "vehicles" && aboutOf(row).vehicleId === vehicleId,
  );
  const shown = [...open.map(({ id }) => id), ...held.map(({ heldId }) => heldId)].join(" ");
  const place = useKeptPlace(shown, fieldAbove);
  return (
    <div {...place} className={styles.around}>
      {open.map((entry) => (
        <OverlapNote key={entry.id} entry={entry} />
      ))}
      {held.map((row) => (
        <HeldNotes key={row.heldId} row={row} field={field} />
      ))}
    </div>
  );
}

/** What the notes are beside, once the last of them is settled. */
function fieldAbove(notes: HTMLElement): HTMLElement | null | undefined {
  return notes.previousElementSibling?.querySelector<HTMLElement>("input, textarea, button");
}

function useOpenOverlaps(vehicleId: string): readonly OverlapEntry[] {
  const { history } = useReplica();
  return useLive(history.openOverlaps).filter(({ overlap }) => overlap.vehicleId === vehicleId);
}

function OverlapNote({ entry }: { entry: OverlapEntry }) {
  const { t } = useTranslation("sync");
  const words = useFieldWords();
  const { overlap } = entry;
  const name = fieldWord(overlap.field, words);
  return (
    <Note id={entry.id} label={t("fieldOverlap", { field: name })}>
      <p className={styles.head}>
        {overlap.collection === "photos" && <AboutPhoto photoId={overlap.documentId} />}
        <span>
          <strong>{name}</strong> {t("changedTwice")}
        </span>
      </p>
      <OverlapSides entry={entry} />
    </Note>
  );
}

function HeldNotes({ row, field }: { row: HeldRow; field: string }) {
  const { t } = useTranslation("sync");
  const words = useFieldWords();
  const acts = useHeldActs();
  const maySend = useMaySend(row);
  const fields = useHeldFields(row) ?? [];
  const own = fields.filter(({ path }) => nameOf(path) === field);
  return own.map(({ path, held }) => (
    <Note key={path} id={row.heldId} label={t("fieldRefused", { field: fieldWord(path, words) })}>
      <p className={styles.head}>
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
        <span data-selectable>
          {t("refusedValue", { value: valueWord(path, held, words) })} {t(`refusal.${row.reason}`)}
        </span>
      </p>
      {maySend && (
        <p className={styles.acts}>
          <Button size="compact-sm" variant="light" onClick={() => void acts.sendAgain(row, path)}>
            {t("useValue")}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => void acts.discard([row], namesOf(fields, words))}
          >
            {t("discard")}
          </Button>
        </p>
      )}
    </Note>
  ));
}

/** Comes into sight when it is sought, also where its car is only being opened. */
function Note({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const note = useRef<HTMLDivElement>(null);
  const isSought = useShell((state) => state.sought === id);
  const seek = useShell((state) => state.seek);
  useEffect(() => {
    if (!isSought) return;
    note.current?.scrollIntoView({ block: "center" });
    note.current?.focus({ preventScroll: true });
    seek(null);
  }, [isSought, seek]);
  return (
    <div ref={note} className={styles.note} role="group" aria-label={label} tabIndex={-1} data-entry>
      {children}
    </div>
  );
}

function nameOf(path: string): string {
  return path.split(".")[0]!;
}
