import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import { onShow } from "#shared/rules/photo-edits.ts";
import classes from "./photo-strip.module.css";
import { usePhotoActs } from "./use-photo-acts.ts";

/** Photos of a car that were deleted in the last 30 days, each one click from coming back. */
export function PhotoBin({ vehicleId }: { vehicleId: string }) {
  const { t } = useTranslation(["photos", "common"]);
  const { photoBase } = useDesk();
  const { photos } = useReplica();
  const { restore } = usePhotoActs();
  const binned = useLive(useMemo(() => photos.binned(vehicleId), [photos, vehicleId]));

  return (
    <section className={classes.bin} aria-label={t("binTitle")}>
      <div className={classes.binHead}>
        <h4>{t("binTitle")}</h4>
        {binned.length > 1 && (
          <Button size="compact-xs" variant="subtle" onClick={() => restore(binned.map(({ id }) => id))}>
            {t("restoreAll")}
          </Button>
        )}
      </div>
      {binned.length === 0 && <p>{t("binEmpty")}</p>}
      <ul className={classes.binned} aria-label={t("binTitle")}>
        {binned.map(({ id, photo }) => (
          <li key={id}>
            <span className={classes.binnedPicture}>
              <PhotoImage
                src={`${photoBase}${onShow(photo).renditions[320].sha256}`}
                alt={photo.original.name}
                color={onShow(photo).dominantColor}
                missing={t("notHereYet")}
              />
            </span>
            <Button size="compact-xs" variant="default" fullWidth mt={4} onClick={() => restore([id])}>
              {t("common:restore")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
