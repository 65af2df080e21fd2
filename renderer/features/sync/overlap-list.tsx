import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OverlapEntry } from "#renderer/replica/history.ts";
import { fieldWord, useFieldWords } from "#renderer/ui/field-words.ts";
import { CarName } from "./car-name.tsx";
import { OverlapSides } from "./overlap-sides.tsx";
import { AboutPhoto } from "./overlap-value.tsx";
import styles from "./sync-panel.module.css";

interface OverlapListProps {
  overlaps: readonly OverlapEntry[];
  onOpenCar: (vehicleId: string, noteId: string) => void;
}

export function OverlapList({ overlaps, onOpenCar }: OverlapListProps) {
  const { t } = useTranslation("sync");
  return (
    <section className={styles.section} aria-label={t("overlapsTitle")}>
      <h3 className={styles.heading}>{t("overlapsTitle")}</h3>
      <p className={styles.hint}>{t("overlapsText")}</p>
      {overlaps.map((entry) => (
        <OverlapCard key={entry.id} entry={entry} onOpenCar={onOpenCar} />
      ))}
    </section>
  );
}

function OverlapCard({
  entry,
  onOpenCar,
}: {
  entry: OverlapEntry;
  onOpenCar: OverlapListProps["onOpenCar"];
}) {
  const words = useFieldWords();
  const { overlap } = entry;
  const name = fieldWord(overlap.field, words);
  return (
    <article className={styles.overlap} aria-label={name} data-entry tabIndex={-1}>
      <UnstyledButton className={styles.overlapHead} onClick={() => onOpenCar(overlap.vehicleId, entry.id)}>
        <span className={styles.about}>
          {overlap.collection === "photos" && <AboutPhoto photoId={overlap.documentId} />}
          <CarName vehicleId={overlap.vehicleId} />
        </span>
        <strong>{name}</strong>
      </UnstyledButton>
      <OverlapSides entry={entry} />
    </article>
  );
}
