import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { Photo } from "#shared/model/photo.ts";
import type { Point } from "#shared/rules/photo-geometry.ts";
import { defectsOf, type PinnedDefect, placeOf } from "./defect-places.ts";
import classes from "./photo-viewer.module.css";
import type { DefectPinning } from "./use-defect-pinning.ts";

interface DefectPinsProps {
  readonly photo: Photo;
  /** Those of the picture that the pins are on. */
  readonly edits: PhotoEdits | null;
  readonly pinning: DefectPinning;
  readonly boxRef: RefObject<HTMLElement | null>;
}

/** Share of the picture that an arrow key moves a pin, and with Shift. */
const step = 0.01;
const longStep = 0.05;

/** The defects of a photo where the picture shows them. */
export function DefectPins({ photo, edits, pinning, boxRef }: DefectPinsProps) {
  return defectsOf(photo).flatMap((pinned) => {
    const place = placeOf(pinned.defect, photo, edits);
    return place
      ? [
          <Pin
            key={pinned.id}
            pinned={pinned}
            place={place}
            boxRef={boxRef}
            onMove={(to) => pinning.move(pinned.id, pinned.defect, to, edits)}
            onRemove={() => pinning.remove(pinned.id)}
          />,
        ]
      : [];
  });
}

interface PinProps {
  readonly pinned: PinnedDefect;
  readonly place: Point;
  readonly boxRef: RefObject<HTMLElement | null>;
  readonly onMove: (to: Point) => void;
  readonly onRemove: () => void;
}

function Pin({ pinned: { number, defect }, place, boxRef, onMove, onRemove }: PinProps) {
  const { t } = useTranslation("photos");
  const [dragged, setDragged] = useState<Point | null>(null);
  const { x, y } = dragged ?? place;

  const take = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(place);
  };
  const drag = (event: PointerEvent) => {
    const box = boxRef.current?.getBoundingClientRect();
    if (dragged && box)
      setDragged(
        within({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }),
      );
  };
  const drop = () => {
    if (dragged && (dragged.x !== place.x || dragged.y !== place.y)) onMove(dragged);
    setDragged(null);
  };
  const press = (event: KeyboardEvent) => {
    const act = keyAct(event, place, onMove, onRemove);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <button
      type="button"
      className={classes.pin}
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
      aria-label={t("defectPin", { number, note: defect.note || t("defectNoNote") })}
      title={`${defect.note || t("defectNoNote")} · ${t("defectMoveHint")}`}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={() => setDragged(null)}
      onKeyDown={press}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {number}
    </button>
  );
}

function keyAct(
  event: KeyboardEvent,
  { x, y }: Point,
  onMove: (to: Point) => void,
  onRemove: () => void,
): (() => void) | null {
  const by = event.shiftKey ? longStep : step;
  const moves: Readonly<Record<string, Point>> = {
    ArrowLeft: { x: x - by, y },
    ArrowRight: { x: x + by, y },
    ArrowUp: { x, y: y - by },
    ArrowDown: { x, y: y + by },
  };
  const to = moves[event.key];
  if (to) return () => onMove(within(to));
  return event.key === "Delete" || event.key === "Backspace" ? onRemove : null;
}

function within({ x, y }: Point): Point {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}
