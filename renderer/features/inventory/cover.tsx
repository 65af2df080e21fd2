import { IconPhotoOff, IconPhotoPlus } from "@tabler/icons-react";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import styles from "./cover.module.css";
import { carName, type CellWords } from "./words.ts";

interface CoverProps {
  car: InventoryCar;
  words: CellWords;
  /** `still` is the row's size where nothing can be added. */
  size?: "row" | "card" | "inspector" | "still";
}

/**
 * The car's cover in a 4:3 box that never jumps. A car without photos has a button in its place; lists listen for
 * `data-act` themselves, so it needs no handler of its own.
 */
export function Cover({ car, words: { t, photoBase }, size = "row" }: CoverProps) {
  const name = carName(car.vehicle, t);
  if (car.cover) {
    return (
      <span className={styles.cover} data-size={size}>
        <PhotoImage
          src={photoBase + car.cover.sha256}
          alt={size === "row" || size === "still" ? "" : t("coverOf", { car: name })}
          color={car.cover.dominantColor}
          missing={t("pictureMissing")}
        />
      </span>
    );
  }
  if (car.photoCount === null) return <span className={styles.cover} data-size={size} />;
  if (size === "still") {
    return (
      <span className={styles.none} data-size={size}>
        <IconPhotoOff size={16} stroke={1.5} aria-hidden />
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.none}
      data-size={size}
      data-act="photos"
      tabIndex={size === "inspector" ? 0 : -1}
      aria-label={t("addPhotosTo", { car: name })}
      title={t("addPhotosTo", { car: name })}
    >
      <IconPhotoPlus size={size === "row" ? 16 : 20} stroke={1.5} aria-hidden />
      {size === "row" ? null : <span>{t("noPhotos")}</span>}
    </button>
  );
}
