import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Fragment, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { DragGhost } from "./drag-ghost.tsx";
import classes from "./photo-grid.module.css";
import { PhotoTile } from "./photo-tile.tsx";
import type { Slot, Stack } from "./strip-slots.ts";
import { useGridEvents } from "./use-grid-events.ts";
import type { PhotoActs } from "./use-photo-acts.ts";
import { useShots } from "./use-shots.ts";
import type { Strip } from "./use-strip.ts";
import { useTileDrag } from "./use-tile-drag.ts";

interface PhotoGridProps {
  readonly strip: Strip;
  readonly acts: PhotoActs;
  readonly onPlace: (ids: readonly string[], index: number) => void;
  readonly onShift: (step: -1 | 1) => void;
}

/** The tiles of a car's photos: one list that hears for all of them. */
export function PhotoGrid({ strip, acts, onPlace, onShift }: PhotoGridProps) {
  const { t } = useTranslation("photos");
  const { selection, selected, slots } = strip;
  const listRef = useRef<HTMLUListElement>(null);
  const ghostRef = useRef<HTMLDivElement>(null);
  const { drag, onPointerDown } = useTileDrag({
    listRef,
    ghostRef,
    takenWith: (id) =>
      selection.ids.has(id) ? slots.flatMap((slot) => (selection.ids.has(slot.id) ? slot.id : [])) : [],
    onDrop: onPlace,
  });
  const events = useGridEvents({ listRef, strip, acts, onShift });
  const line = drag?.insertion?.line;

  return (
    <>
      <ul
        ref={listRef}
        className={classes.grid}
        aria-label={t("listLabel")}
        title={acts.mayChange ? t("sortHint") : undefined}
        data-selecting={selected.length > 0 || undefined}
        onPointerDown={acts.mayChange ? onPointerDown : undefined}
        {...events}
      >
        <Tiles strip={strip} acts={acts} dragged={drag?.ids ?? nothing} />
        {line && <li className={classes.line} aria-hidden style={line} />}
      </ul>
      {drag && <DragGhost ref={ghostRef} ids={drag.ids} strip={strip} />}
    </>
  );
}

const nothing: readonly string[] = [];

function Tiles({ strip, acts, dragged }: { strip: Strip; acts: PhotoActs; dragged: readonly string[] }) {
  const { t } = useTranslation("photos");
  const { photoBase } = useDesk();
  const { entries, slots, selection, marks } = strip;
  const shots = useShots();
  const places = useMemo(() => placesOf(entries), [entries]);
  const nameOfShot = useMemo(() => new Map(shots.map(({ id, name }) => [id, name])), [shots]);
  const current = slots.some(({ id }) => id === selection.current) ? selection.current : slots[0]?.id;

  return slots.map((slot) => {
    const place = places.get(slot.id);
    if (!place) return null;
    const { entry, number } = place;
    const { shot } = entry.photo;
    return (
      <Fragment key={slot.id}>
        {slot.stack?.isOpen && slot.stack.photoIds[0] === slot.id && (
          <StackBar stack={slot.stack} strip={strip} acts={acts} />
        )}
        <PhotoTile
          id={slot.id}
          photo={entry.photo}
          photoBase={photoBase}
          name={t("photoName", { number, total: entries.length })}
          shot={shot === null ? null : (nameOfShot.get(shot) ?? null)}
          isCover={entry.isCover}
          isSelected={selection.ids.has(slot.id)}
          isCurrent={slot.id === current}
          isDragged={dragged.includes(slot.id)}
          stacked={slot.photoIds.length > 1 ? slot.photoIds.length : 0}
          inStack={roleInStack(slot)}
          marks={marks.get(slot.id) ?? ""}
        />
      </Fragment>
    );
  });
}

function placesOf(entries: readonly PhotoEntry[]) {
  return new Map(entries.map((entry, index) => [entry.id, { entry, number: index + 1 }]));
}

function roleInStack({ id, stack }: Slot): "best" | "other" | null {
  if (!stack?.isOpen) return null;
  return stack.best === id ? "best" : "other";
}

/** Above the photos of an open stack: what to do with them. */
function StackBar({ stack, strip, acts }: { stack: Stack; strip: Strip; acts: PhotoActs }) {
  const { t } = useTranslation("photos");
  const others = stack.photoIds.filter((id) => id !== stack.best);
  return (
    <li className={classes.stackBar}>
      <span className={classes.stackCount}>{t("stackCount", { count: stack.photoIds.length })}</span>
      {acts.mayChange && (
        <Button size="compact-xs" variant="light" onClick={() => acts.remove(others)}>
          {t("stackKeepBest", { count: others.length })}
        </Button>
      )}
      <button
        type="button"
        className={classes.stackClose}
        aria-label={t("stackClose")}
        title={t("stackClose")}
        onClick={() => strip.openStack(stack, false)}
      >
        <IconX size={14} aria-hidden />
      </button>
    </li>
  );
}
