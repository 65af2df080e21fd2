import { useDraggable } from "@dnd-kit/core";
import { IconAlertTriangle, IconQrcode } from "@tabler/icons-react";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import type { ReviewPhoto } from "./review-groups.ts";
import classes from "./review-strips.module.css";

interface ReviewTileProps {
  readonly item: ImportItem;
  readonly leftOut: ReviewPhoto["leftOut"];
  readonly groupName: string;
  readonly selected: boolean;
  /** The keyboard stands on it; `reachable` is the one that Tab leads to. */
  readonly current: boolean;
  readonly reachable: boolean;
  readonly onClick: (photoId: string, how: { extend: boolean; toggle: boolean }) => void;
  readonly onFocus: (photoId: string) => void;
  readonly onLook: (photoId: string) => void;
}

/** One photo of the card: select, drag, or look at it large. */
export const ReviewTile = memo(function ReviewTile(props: ReviewTileProps) {
  const { item, leftOut, groupName, selected, current, reachable, onClick, onFocus, onLook } = props;
  const { t } = useTranslation("intake");
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: item.photoId });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const focused = document.activeElement;
    // A photo that has moved to another strip keeps the focus; what is being written elsewhere keeps its own.
    if (current && (!focused || focused === document.body || focused.closest("[data-photo]")))
      button.current?.focus({ preventScroll: true });
  }, [current]);

  return (
    <button
      ref={(node) => {
        button.current = node;
        setNodeRef(node);
      }}
      type="button"
      className={classes.tile}
      data-photo={item.photoId}
      data-selected={selected || undefined}
      data-out={leftOut ?? undefined}
      data-dragging={isDragging || undefined}
      tabIndex={reachable ? 0 : -1}
      aria-pressed={selected}
      aria-label={
        leftOut
          ? t("photoLeftOut", { name: item.name })
          : t("photoLabel", { name: item.name, car: groupName })
      }
      title={titleOf(item, item.companionName ? t("withRaw", { name: item.companionName }) : "")}
      {...listeners}
      onFocus={() => onFocus(item.photoId)}
      onClick={(event) =>
        onClick(item.photoId, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
      }
      onDoubleClick={() => onLook(item.photoId)}
      // Space selects when it goes down; what a button makes of it when it comes up would select once more.
      onKeyUp={(event) => event.key === " " && event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        onLook(item.photoId);
      }}
    >
      <ItemPicture item={item} />
      {leftOut && (
        <span className={classes.mark}>
          {leftOut === "label" && <IconQrcode size={12} aria-hidden />}
          {t(`leftOutMark.${leftOut}`)}
        </span>
      )}
      {item.file?.damaged && (
        <span className={classes.damaged}>
          <IconAlertTriangle size={14} aria-hidden />
        </span>
      )}
    </button>
  );
});

/** The small picture that comes with the file first, our own once it is made; the box never changes its size. */
export function ItemPicture({ item: { preview, file } }: { item: ImportItem }) {
  const { photoBase } = useDesk();
  const own = file && photoBase + file.renditions[320].sha256;
  const first = preview && photoBase + preview;
  const src = own ?? first;
  if (!src) return <span className={classes.waiting} />;
  return (
    <PhotoImage
      src={src}
      alt=""
      color={file?.dominantColor ?? "transparent"}
      missing=""
      {...(own && first ? { placeholder: first } : {})}
    />
  );
}

function titleOf({ folder, name, capturedAt }: ImportItem, raw: string): string {
  return [folder ? `${folder}/${name}` : name, capturedAt?.replace("T", " ") ?? "", raw]
    .filter(Boolean)
    .join("\n");
}
