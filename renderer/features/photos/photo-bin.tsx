import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import classes from "./photo-strip.module.css";

/** Photos of a car that were deleted in the last 30 days, each one click from coming back. */
export function PhotoBin({ vehicleId }: { vehicleId: string }) {
  const { t } = useTranslation(["photos", "common"]);
  const { photoBase } = useDesk();
  const { photos } = useReplica();
  const binned = useLive(useMemo(() => photos.binned(vehicleId), [photos, vehicleId]));

  return (
    <section className={classes.bin} aria-label={t("binTitle")}>
      <h4>{t("binTitle")}</h4>
      {binned.length === 0 && <p>{t("binEmpty")}</p>}
      <ul className={classes.grid} aria-label={t("binTitle")}>
        {binned.map(({ id, photo }) => (
          <li key={id} className={classes.tile}>
            <span className={classes.picture} data-binned>
              <PhotoImage
                src={`${photoBase}${photo.renditions[320].sha256}`}
                alt={photo.original.name}
                color={photo.dominantColor}
                missing={t("notHereYet")}
              />
            </span>
            <Button
              size="compact-xs"
              variant="default"
              fullWidth
              mt={4}
              onClick={() => void photos.restore([id])}
            >
              {t("common:restore")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
