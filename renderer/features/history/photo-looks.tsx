import { useMemo } from "react";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { LibraryPhoto } from "#renderer/replica/library.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import styles from "./history-line.module.css";

export type PhotoLooks = ReadonlyMap<string, LibraryPhoto>;

/** The pictures of a car's photos, those in its bin too. */
export function usePhotoLooks(vehicleId: string): PhotoLooks {
  const { library } = useReplica();
  const all = useLive(library);
  return useMemo(
    () =>
      new Map(all.photos.filter((photo) => photo.vehicleId === vehicleId).map((photo) => [photo.id, photo])),
    [all, vehicleId],
  );
}

/** More pictures than this say no more than their number. */
const mostPictures = 6;

/** The photos that a change is about; those that are on another car by now are left out. */
export function Thumbnails({ ids, looks }: { ids: readonly string[]; looks: PhotoLooks }) {
  const { photoBase } = useDesk();
  const shown = ids.flatMap((id) => looks.get(id) ?? []).slice(0, mostPictures);
  if (shown.length === 0) return null;
  return (
    <span className={styles.thumbnails}>
      {shown.map(({ id, thumbnail, color, name }) => (
        <img
          key={id}
          className={styles.thumbnail}
          src={`${photoBase}${thumbnail}`}
          style={{ backgroundColor: color }}
          alt={name}
          title={name}
        />
      ))}
    </span>
  );
}
