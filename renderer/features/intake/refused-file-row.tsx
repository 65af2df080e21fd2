import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconDownload, IconFolderOpen, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RefusedFile } from "#shared/contract/photo-import.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { carTitle } from "#renderer/ui/car-names.ts";
import classes from "./refused-files.module.css";
import type { RefusedActs } from "./use-refused-acts.ts";

/** One file with its reason, its car and where it is. */
export function RefusedFileRow({ file, acts }: { file: RefusedFile; acts: RefusedActs }) {
  const { t } = useTranslation("intake");
  const { photoId, name, folder, failure } = file;
  const path = folder ? `${folder}/${name}` : name;
  return (
    <li className={classes.file} data-file={photoId} tabIndex={0} aria-label={path}>
      <div className={classes.words}>
        <span className={classes.name} title={path} data-selectable>
          {path}
        </span>
        <span className={classes.reason} data-selectable>
          {t(`failure.${failure}`)}
        </span>
        <span className={classes.place}>
          <CarOf file={file} />
          {" · "}
          {t(`refused.place.${acts.placeOf(photoId)}`)}
        </span>
      </div>
      <RowActs file={file} acts={acts} />
    </li>
  );
}

function CarOf({ file: { vehicleId } }: { file: RefusedFile }) {
  const { t } = useTranslation("intake");
  const vehicle = useLive(useReplica().inventory).cars.find(({ id }) => id === vehicleId)?.vehicle;
  if (vehicleId === null) return t("refused.noCar");
  const name = vehicle && [vehicle.stockNumber, carTitle(vehicle)].filter(Boolean).join(" ");
  return t("refused.forCar", { car: name || t("carWithoutName") });
}

function RowActs({ file, acts }: { file: RefusedFile; acts: RefusedActs }) {
  const { t } = useTranslation(["intake", "common"]);
  const { host, photoBase } = useDesk();
  const { photoId, name, copy } = file;
  const place = acts.placeOf(photoId);
  const isShowable = place === "atSource" && host === "electron";
  return (
    <div className={classes.acts}>
      {acts.isHere(photoId) && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={acts.busy}
          aria-label={t("refused.retryFile", { name })}
          onClick={() => void acts.retry([file])}
        >
          {t("common:retry")}
        </Button>
      )}
      {isShowable && (
        <Tooltip label={t("refused.showInFolder")} zIndex={320}>
          <ActionIcon
            aria-label={t("refused.showFileInFolder", { name })}
            onClick={() => acts.reveal(photoId)}
          >
            <IconFolderOpen size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {place === "copied" && (
        <Tooltip label={t("refused.saveCopy")} zIndex={320}>
          <ActionIcon
            component="a"
            href={`${photoBase}${copy}`}
            download={name}
            aria-label={t("refused.saveCopyOf", { name })}
          >
            <IconDownload size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t("dismiss")} zIndex={320}>
        <ActionIcon aria-label={t("refused.dismissFile", { name })} onClick={() => void acts.dismiss([file])}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
