import { ActionIcon, Modal } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight, IconStar, IconTrash, IconX } from "@tabler/icons-react";
import { type ReactNode, useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useDeletePhoto } from "./delete-photo.ts";
import { PhotoFacts } from "./photo-facts.tsx";
import classes from "./photo-viewer.module.css";

/** One photo as large as the window allows; arrow keys walk through the car's photos. */
export function PhotoViewer() {
  const stage = useShell((state) => state.stage);
  return stage?.type === "viewer" && <OpenViewer key={stage.vehicleId} {...stage} />;
}

function OpenViewer({ vehicleId, photoId }: { vehicleId: string; photoId: string }) {
  const { t } = useTranslation(["photos", "common"]);
  const replica = useReplica();
  const deletePhoto = useDeletePhoto();
  const showStage = useShell((state) => state.show);
  const closeViewer = useCallback(() => showStage(null), [showStage]);
  const view = (target: string) => showStage({ type: "viewer", vehicleId, photoId: target });
  const photos = useLive(useMemo(() => replica.photos.ofVehicle(vehicleId), [replica, vehicleId]));
  const index = photos.findIndex(({ id }) => id === photoId);
  const entry = photos[index];

  const show = (position: number) => {
    const target = photos[Math.min(Math.max(position, 0), photos.length - 1)];
    if (target) view(target.id);
  };
  const remove = () => {
    if (!entry) return;
    const neighbour = photos[index + 1] ?? photos[index - 1];
    deletePhoto(entry.id);
    if (neighbour) view(neighbour.id);
    else closeViewer();
  };
  const makeCover = () => entry && void replica.photos.setCover(vehicleId, entry.id);

  useHotkeys([
    ["ArrowRight", () => show(index + 1)],
    ["ArrowLeft", () => show(index - 1)],
    ["Home", () => show(0)],
    ["End", () => show(photos.length - 1)],
    ["Delete", remove],
    ["c", makeCover],
  ]);
  usePreloaded(photos[index + 1], photos[index - 1]);
  useEffect(() => {
    if (!entry) closeViewer();
  }, [entry, closeViewer]);

  return (
    <Modal
      opened
      onClose={closeViewer}
      fullScreen
      withCloseButton={false}
      padding={0}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.content ?? "", body: classes.body ?? "" }}
      aria-label={t("viewer")}
    >
      {entry && (
        <>
          <header className={classes.bar}>
            <span className={classes.title}>
              {t("photoName", { number: index + 1, total: photos.length })}
              {entry.isCover && <em>{t("cover")}</em>}
            </span>
            <Tool label={t("makeCover")} onClick={makeCover} disabled={entry.isCover}>
              <IconStar size={18} />
            </Tool>
            <Tool label={t("delete")} onClick={remove}>
              <IconTrash size={18} />
            </Tool>
            <Tool label={t("common:close")} onClick={closeViewer}>
              <IconX size={18} />
            </Tool>
          </header>
          <Stage entry={entry} name={t("photoName", { number: index + 1, total: photos.length })} />
          <Tool label={t("previous")} onClick={() => show(index - 1)} disabled={index === 0} side="left">
            <IconChevronLeft size={28} />
          </Tool>
          <Tool
            label={t("next")}
            onClick={() => show(index + 1)}
            disabled={index === photos.length - 1}
            side="right"
          >
            <IconChevronRight size={28} />
          </Tool>
          <PhotoFacts photo={entry.photo} />
        </>
      )}
    </Modal>
  );
}

function Stage({ entry: { photo }, name }: { entry: PhotoEntry; name: string }) {
  const { t } = useTranslation(["photos", "common"]);
  const { photoBase } = useDesk();
  return (
    <div className={classes.stage}>
      <PhotoImage
        fit="contain"
        src={`${photoBase}${photo.renditions[1920].sha256}`}
        placeholder={`${photoBase}${photo.renditions[320].sha256}`}
        alt={name}
        color={photo.dominantColor}
        missing={t("notHereYet")}
      />
    </div>
  );
}

function Tool(props: {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  side?: "left" | "right";
  children: ReactNode;
}) {
  return (
    <ActionIcon
      size={props.side ? 48 : 36}
      variant="subtle"
      className={classes.tool ?? ""}
      data-side={props.side}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
      disabled={props.disabled ?? false}
    >
      {props.children}
    </ActionIcon>
  );
}

/** The neighbours are fetched while this photo is looked at, so that the next arrow key shows its picture at once. */
function usePreloaded(...neighbours: (PhotoEntry | undefined)[]): void {
  const { photoBase } = useDesk();
  const wanted = neighbours
    .flatMap((entry) => (entry ? [entry.photo.renditions[1920].sha256] : []))
    .join(" ");
  useEffect(() => {
    for (const sha256 of wanted.split(" ").filter(Boolean)) new Image().src = `${photoBase}${sha256}`;
  }, [photoBase, wanted]);
}
