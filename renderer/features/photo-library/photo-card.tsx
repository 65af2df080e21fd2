import { IconAlertTriangle, IconCheck, IconPencil, IconPin, IconTrash } from "@tabler/icons-react";
import { memo } from "react";
import { useIsLacking } from "#renderer/bridge/presence-context.tsx";
import { daysLeftInBin } from "#shared/rules/bin-days.ts";
import { AwayMark } from "#renderer/ui/away-mark.tsx";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import { shotName } from "#renderer/ui/shot-name.ts";
import type { LibraryEntry } from "./library-view.ts";
import styles from "./photo-card.module.css";
import type { Density } from "./view-state.ts";
import type { LibraryWords } from "./words.ts";

export function cardIdOf(photoId: string): string {
  return `library-${photoId}`;
}

interface PhotoCardProps {
  entry: LibraryEntry;
  density: Density;
  selected: boolean;
  current: boolean;
  words: LibraryWords;
}

export const PhotoCard = memo(function PhotoCard({
  entry,
  density,
  selected,
  current,
  words,
}: PhotoCardProps) {
  const { photo } = entry;
  const { t, photoBase } = words;
  return (
    <div
      role="gridcell"
      id={cardIdOf(photo.id)}
      className={styles.card}
      data-photo={photo.id}
      data-current={current || undefined}
      aria-selected={selected}
      aria-label={nameOf(entry, words)}
    >
      <div className={styles.picture} data-binned={photo.deletedAt !== null || undefined}>
        <PhotoImage
          src={`${photoBase}${photo.thumbnail}`}
          alt=""
          color={photo.color}
          missing={t("notHereYet")}
        />
        <span className={styles.check} data-act="toggle" title={t("select")}>
          <IconCheck size={14} stroke={2.5} aria-hidden />
        </span>
        <Marks entry={entry} words={words} />
      </div>
      {density !== "small" && (
        <div className={styles.caption}>
          <span className={styles.title}>{titleOf(entry, words)}</span>
        </div>
      )}
    </div>
  );
});

function Marks({ entry: { photo, flaws }, words }: { entry: LibraryEntry; words: LibraryWords }) {
  const { t } = words;
  const isAway = useIsLacking(photo.large);
  const flawWords = flaws.map((flaw) => t(`flaw.${flaw}`)).join(", ");
  return (
    <span className={styles.marks}>
      {photo.deletedAt !== null && (
        <span className={styles.mark} title={t("inBin")}>
          <IconTrash size={12} stroke={2} aria-hidden />
          {t("daysLeft", { count: daysLeftInBin(photo.deletedAt, words.now) })}
        </span>
      )}
      {flaws.length > 0 && (
        <span className={styles.mark} data-tone="warn" role="img" aria-label={flawWords} title={flawWords}>
          <IconAlertTriangle size={12} stroke={2} aria-hidden />
        </span>
      )}
      {photo.defects > 0 && (
        <span className={styles.mark} title={t("defects", { count: photo.defects })}>
          <IconPin size={12} stroke={2} aria-hidden />
          {photo.defects}
        </span>
      )}
      {photo.edits !== null && (
        <span className={styles.mark} role="img" aria-label={t("edited")} title={t("edited")}>
          <IconPencil size={12} stroke={2} aria-hidden />
        </span>
      )}
      {isAway && <AwayMark className={styles.mark} />}
    </span>
  );
}

/** Its caption, else the shot it is, else the name of its file. */
function titleOf({ photo }: LibraryEntry, { shots, common }: LibraryWords): string {
  if (photo.caption) return photo.caption;
  return photo.shot === null
    ? photo.name
    : shotName(shots.get(photo.shot) ?? { id: photo.shot, name: "" }, common);
}

function nameOf(entry: LibraryEntry, words: LibraryWords): string {
  const { photo, car, flaws } = entry;
  const title = titleOf(entry, words);
  const parts = [
    title,
    title === photo.name ? "" : photo.name,
    car?.vehicle.stockNumber ?? "",
    ...flaws.map((flaw) => words.t(`flaw.${flaw}`)),
  ];
  return parts.filter(Boolean).join(", ");
}
