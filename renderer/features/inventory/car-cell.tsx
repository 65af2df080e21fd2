import { IconArrowsSplit2, IconPhoto, IconPhotoPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import {
  formatCivilDate,
  formatCount,
  formatDays,
  formatDistance,
  formatMoney,
} from "#renderer/ui/format.ts";
import { StatusBadge } from "#renderer/ui/status-badge.tsx";
import styles from "./car-table.module.css";
import type { ColumnId } from "./columns.ts";
import { Cover } from "./cover.tsx";
import type { CarRow } from "./rows.ts";
import { carName, type CellWords } from "./words.ts";

type Content = (row: CarRow, words: CellWords) => ReactNode;

/** What stands in a row under each column. */
export const cellContents: Readonly<Record<ColumnId, Content>> = {
  cover: ({ car }, words) => <Cover car={car} words={words} />,
  stockNumber: ({ car }) => <span className={styles.stock}>{car.vehicle.stockNumber || "—"}</span>,
  car: (row, words) => <CarNames row={row} words={words} />,
  status: ({ car }) => <StatusBadge status={car.vehicle.status.state} />,
  price: ({ car }, { locale, t }) =>
    car.vehicle.price ? (
      <span className={styles.strong}>{formatMoney(car.vehicle.price, locale)}</span>
    ) : (
      faint(t("noPrice"))
    ),
  days: (row, words) => <Days row={row} words={words} />,
  odometer: ({ car }, { locale }) =>
    car.vehicle.odometer ? formatDistance(car.vehicle.odometer, locale) : faint("—"),
  photos: ({ car }, words) => (
    <PhotoCount count={car.photoCount} name={carName(car.vehicle, words.t)} words={words} />
  ),
  vin: ({ car }) => (car.vehicle.vin ? <span className={styles.code}>{car.vehicle.vin}</span> : faint("—")),
  location: ({ car }) => car.vehicle.location || faint("—"),
  year: ({ car }) => car.vehicle.year ?? faint("—"),
  make: ({ car }) => car.vehicle.make || faint("—"),
  model: ({ car }) => car.vehicle.model || faint("—"),
  trim: ({ car }) => car.vehicle.trim || faint("—"),
  exteriorColor: ({ car }) => car.vehicle.exteriorColor || faint("—"),
  bodyStyle: ({ car }, { t }) =>
    car.vehicle.bodyStyle ? t(`bodyStyle.${car.vehicle.bodyStyle}`) : faint("—"),
  transmission: ({ car }, { t }) =>
    car.vehicle.transmission ? t(`transmission.${car.vehicle.transmission}`) : faint("—"),
  fuel: ({ car }, { t }) => (car.vehicle.fuel ? t(`fuel.${car.vehicle.fuel}`) : faint("—")),
  acquiredOn: ({ car }, { locale }) => formatCivilDate(car.vehicle.acquiredOn, locale),
};

const faint = (text: string) => <span className={styles.faint}>{text}</span>;

function CarNames({ row: { car, title }, words: { t } }: { row: CarRow; words: CellWords }) {
  const { trim, exteriorColor } = car.vehicle;
  return (
    <span className={styles.names}>
      <span className={styles.title}>
        {title || t("untitled")}
        {car.hasOverlap && (
          <span className={styles.overlap} role="img" aria-label={t("hasOverlap")} title={t("hasOverlap")}>
            <IconArrowsSplit2 size={14} stroke={1.75} aria-hidden />
          </span>
        )}
      </span>
      <span className={styles.subtitle}>{[trim, exteriorColor].filter(Boolean).join(" · ")}</span>
    </span>
  );
}

interface DaysProps {
  row: CarRow;
  words: CellWords;
  /** With the word, where no column head says it. */
  spelled?: boolean;
}

export function Days({ row, words: { t, locale }, spelled = false }: DaysProps) {
  const text = (spelled ? formatDays : formatCount)(row.days, locale);
  if (row.car.vehicle.soldOn) {
    return (
      <span className={styles.faint} title={t("soldAfter", { days: row.days })}>
        {text}
      </span>
    );
  }
  if (row.ageing === "fresh") return text;
  return (
    <span className={styles.days} data-ageing={row.ageing} title={t(row.ageing, { days: row.days })}>
      {text}
    </span>
  );
}

function PhotoCount({
  count,
  name,
  words: { t, locale },
}: {
  count: number | null;
  name: string;
  words: CellWords;
}) {
  if (count === null) return faint("…");
  if (count === 0) {
    return (
      <button
        type="button"
        className={styles.addPhotos}
        data-act="photos"
        tabIndex={-1}
        title={t("addPhotosTo", { car: name })}
      >
        <IconPhotoPlus size={14} stroke={1.75} aria-hidden />
        {t("noPhotos")}
      </button>
    );
  }
  return (
    <span className={styles.photoCount}>
      <IconPhoto size={14} stroke={1.5} aria-hidden />
      {formatCount(count, locale)}
    </span>
  );
}
