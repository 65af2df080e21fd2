import {
  IconArrowUpRight,
  IconCheck,
  IconPinned,
  IconStack2,
  IconStar,
  IconStarFilled,
  IconTrash,
} from "@tabler/icons-react";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useIsLacking } from "#renderer/bridge/presence-context.tsx";
import { AwayMark } from "#renderer/ui/away-mark.tsx";
import { useAccess } from "#renderer/ui/access.tsx";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import type { Photo } from "#shared/model/photo.ts";
import { onShow, renditionsOf } from "#shared/rules/photo-edits.ts";
import { defectsOf } from "./defect-places.ts";
import { type FindingKind, findingLook } from "./finding-look.ts";
import classes from "./photo-tile.module.css";

export interface PhotoTileProps {
  readonly id: string;
  readonly photo: Photo;
  readonly photoBase: string;
  /** "Photo 3 of 12": what the tile is called. */
  readonly name: string;
  readonly shot: string | null;
  readonly isCover: boolean;
  readonly isSelected: boolean;
  /** The one tile that the Tab key stops at. */
  readonly isCurrent: boolean;
  readonly isDragged: boolean;
  /** Nearly the same photos that a closed stack holds, this one counted; 0 for none. */
  readonly stacked: number;
  /** The best of an open stack, one of its others, or of none. */
  readonly inStack: "best" | "other" | null;
  /** Kinds of findings, apart by spaces, so that equal ones are the same. */
  readonly marks: string;
}

/**
 * One photo of the strip. What is done with it is heard by the list (`data-photo`, `data-picture`, `data-tool`), so that
 * hundreds of tiles carry no listeners and are drawn again only when something of theirs has changed.
 */
export const PhotoTile = memo(function PhotoTile(props: PhotoTileProps) {
  const { id, photo, photoBase, name, isCover, isSelected, inStack } = props;
  const { t } = useTranslation("photos");
  const { renditions, dominantColor } = onShow(photo);
  return (
    <li
      className={classes.tile}
      data-photo={id}
      data-selected={isSelected || undefined}
      data-dragged={props.isDragged || undefined}
      data-stack={inStack ?? (props.stacked > 0 ? "closed" : undefined)}
    >
      <button
        type="button"
        className={classes.picture}
        data-picture
        tabIndex={props.isCurrent ? 0 : -1}
        aria-label={isCover ? `${name}, ${t("cover")}` : name}
        aria-description={useDescription(props)}
      >
        <PhotoImage
          src={`${photoBase}${renditions[320].sha256}`}
          alt=""
          color={dominantColor}
          missing={t("notHereYet")}
        />
      </button>
      <button
        type="button"
        role="checkbox"
        className={classes.check}
        data-tool="select"
        tabIndex={-1}
        aria-checked={isSelected}
        aria-label={t("select", { name })}
      >
        {isSelected && <IconCheck size={14} stroke={3} aria-hidden />}
      </button>
      <TileTools isCover={isCover} />
      <TileMarks {...props} />
    </li>
  );
});

/** What a screen reader hears after the tile's name. */
function useDescription({ photo, shot, isSelected, marks }: PhotoTileProps): string {
  const { t } = useTranslation("photos");
  const words = [
    isSelected ? t("isSelected") : "",
    shot ?? "",
    ...kindsOf(marks).map((kind) => t(`finding.${kind}`)),
  ];
  return [...words, photo.caption].filter(Boolean).join(", ");
}

function TileTools({ isCover }: { isCover: boolean }) {
  const { t } = useTranslation("photos");
  const mayChange = useAccess().changes("photo");
  return (
    <span className={classes.tools}>
      {mayChange && (
        <>
          <Tool tool="cover" label={t("makeCover")} disabled={isCover}>
            {isCover ? <IconStarFilled size={14} aria-hidden /> : <IconStar size={14} aria-hidden />}
          </Tool>
          <Tool tool="remove" label={t("delete")}>
            <IconTrash size={14} aria-hidden />
          </Tool>
        </>
      )}
      <span className={classes.tool} draggable data-tool="dragOut" title={t("dragOutHint")} aria-hidden>
        <IconArrowUpRight size={14} />
      </span>
    </span>
  );
}

function Tool(props: { tool: string; label: string; disabled?: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      className={classes.tool}
      data-tool={props.tool}
      tabIndex={-1}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
    >
      {props.children}
    </button>
  );
}

function TileMarks({ photo, shot, isCover, stacked, inStack, marks }: PhotoTileProps) {
  const { t } = useTranslation("photos");
  const defects = defectsOf(photo).length;
  const isAway = useIsLacking(renditionsOf(photo)[1920].sha256);
  return (
    <span className={classes.foot}>
      {isCover && <span className={classes.mark}>{t("cover")}</span>}
      {inStack === "best" && (
        <span className={classes.mark} data-tone="good">
          {t("stackBest")}
        </span>
      )}
      {shot !== null && (
        <span className={classes.mark} data-soft>
          {shot}
        </span>
      )}
      <span className={classes.gap} />
      {defects > 0 && (
        <span className={classes.mark} data-soft aria-hidden>
          <IconPinned size={12} /> {defects}
        </span>
      )}
      {isAway && <AwayMark className={classes.mark} />}
      <FindingMarks marks={marks} />
      {stacked > 0 && (
        <button
          type="button"
          className={classes.stack}
          data-tool="stack"
          aria-expanded={false}
          aria-label={t("stackOpen", { count: stacked })}
          title={t("stackOpen", { count: stacked })}
        >
          <IconStack2 size={14} aria-hidden /> {stacked}
        </button>
      )}
    </span>
  );
}

/** An icon for each finding; its word shows beside it while the tile has the pointer or the focus. */
function FindingMarks({ marks }: { marks: string }) {
  const { t } = useTranslation("photos");
  return kindsOf(marks).map((kind) => {
    const { icon: Icon } = findingLook[kind];
    const label = kind === "damaged" ? t("damaged") : t(`finding.${kind}`);
    return (
      <span key={kind} className={classes.finding} role="img" aria-label={label}>
        <Icon size={13} stroke={2} aria-hidden />
        <span className={classes.word} aria-hidden>
          {t(`finding.${kind}`)}
        </span>
      </span>
    );
  });
}

function kindsOf(marks: string): FindingKind[] {
  return marks.split(" ").filter((mark): mark is FindingKind => Object.hasOwn(findingLook, mark));
}
