import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconStar, IconStarFilled, IconTrash } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import classes from "./photo-strip.module.css";

export interface PhotoTileProps {
  readonly entry: PhotoEntry;
  /** "Photo 3 of 12": what the tile is called. */
  readonly name: string;
  readonly onOpen: () => void;
  readonly onCover: () => void;
  readonly onDelete: () => void;
  readonly onShift: (step: -1 | 1) => void;
}

export function PhotoTile({ entry, name, onOpen, onCover, onDelete, onShift }: PhotoTileProps) {
  const { t } = useTranslation("photos");
  const { photoBase } = useDesk();
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({
    id: entry.id,
  });
  const { photo, isCover } = entry;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const act = keyAction(event, { onOpen, onCover, onDelete, onShift });
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    } else listeners?.["onKeyDown"]?.(event);
  };

  return (
    <li
      ref={setNodeRef}
      className={classes.tile}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Transform.toString(transform), transition }}
    >
      <button
        type="button"
        className={classes.picture}
        {...attributes}
        {...listeners}
        aria-label={isCover ? `${name}, ${t("cover")}` : name}
        onKeyDown={onKeyDown}
        onClick={onOpen}
      >
        <PhotoImage
          src={`${photoBase}${photo.renditions[320].sha256}`}
          alt=""
          color={photo.dominantColor}
          missing={t("notHereYet")}
        />
      </button>
      {isCover && <span className={classes.coverMark}>{t("cover")}</span>}
      {photo.damaged && (
        <Tooltip label={t("damaged")}>
          <span className={classes.damaged} role="img" aria-label={t("damaged")}>
            <IconAlertTriangle size={14} />
          </span>
        </Tooltip>
      )}
      <span className={classes.tools}>
        <TileTool label={t("makeCover")} onClick={onCover} disabled={isCover}>
          {isCover ? <IconStarFilled size={14} /> : <IconStar size={14} />}
        </TileTool>
        <TileTool label={t("delete")} onClick={onDelete}>
          <IconTrash size={14} />
        </TileTool>
      </span>
    </li>
  );
}

function TileTool(props: { label: string; onClick: () => void; disabled?: boolean; children: ReactNode }) {
  return (
    <Tooltip label={props.label} openDelay={400}>
      <ActionIcon
        size="sm"
        variant="filled"
        color="dark"
        aria-label={props.label}
        onClick={props.onClick}
        disabled={props.disabled ?? false}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}

function keyAction(
  event: KeyboardEvent,
  { onOpen, onCover, onDelete, onShift }: Pick<PhotoTileProps, "onOpen" | "onCover" | "onDelete" | "onShift">,
): (() => void) | null {
  if (event.altKey && event.key === "ArrowLeft") return () => onShift(-1);
  if (event.altKey && event.key === "ArrowRight") return () => onShift(1);
  if (event.key === "Enter") return onOpen;
  if (event.key === "Delete" || event.key === "Backspace") return onDelete;
  if (event.key === "c" && !event.ctrlKey && !event.metaKey) return onCover;
  return null;
}
