import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import type { Region } from "#shared/model/photo-edits.ts";
import type { Point } from "#shared/rules/photo-geometry.ts";
import classes from "./region-box.module.css";
import { type Handle, handles, moved, resized } from "./region-shape.ts";

export interface RegionBoxProps {
  readonly label: string;
  readonly region: Region;
  /** Width to height in fractions of the picture; null for any. */
  readonly ratio: number | null;
  readonly look: "crop" | "blur";
  /** It has the keys. */
  readonly isSelected: boolean;
  /** What a way on the screen is in fractions of the picture that the box is on. */
  readonly wayOf: (right: number, down: number) => Point;
  readonly onChange: (region: Region) => void;
  /** The pointer was let go. */
  readonly onRest: () => void;
  readonly onSelect?: () => void;
  readonly onDelete?: () => void;
}

/** Pixels that an arrow key moves; ten times as many with Ctrl. */
const keyStep = 2;

/** A box on a picture: dragged by its inside, resized by its handles or with Shift and the arrow keys. */
export function RegionBox(props: RegionBoxProps) {
  const { label, region, ratio, look, isSelected, wayOf, onChange, onRest, onSelect, onDelete } = props;
  const box = useRef<HTMLDivElement>(null);
  const start = useRef<{ x: number; y: number; region: Region; handle: Handle | null } | null>(null);

  useEffect(() => {
    if (isSelected) box.current?.focus({ preventScroll: true });
  }, [isSelected]);

  const grab = (event: PointerEvent<HTMLElement>, handle: Handle | null) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY, region, handle };
    onSelect?.();
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const from = start.current;
    if (!from) return;
    const way = wayOf(event.clientX - from.x, event.clientY - from.y);
    onChange(
      from.handle ? resized(from.region, from.handle, way.x, way.y, ratio) : moved(from.region, way.x, way.y),
    );
  };
  const letGo = () => {
    if (!start.current) return;
    start.current = null;
    onRest();
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const next = keyed(event, props);
    if (next === "delete" && onDelete) onDelete();
    else if (next !== null && next !== "delete") onChange(next);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      role="group"
      tabIndex={0}
      aria-label={label}
      className={classes.box}
      data-look={look}
      data-selected={isSelected || undefined}
      style={boxStyle(region)}
      onPointerDown={(event) => grab(event, null)}
      onPointerMove={drag}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onFocus={onSelect}
      onKeyDown={press}
    >
      {handles.map((handle) => (
        <span
          key={handle}
          className={classes.handle}
          data-handle={handle}
          onPointerDown={(event) => grab(event, handle)}
          onPointerMove={drag}
          onPointerUp={letGo}
          onPointerCancel={letGo}
        />
      ))}
    </div>
  );
}

/** Where a region lies on the picture that it is of. */
export function boxStyle({ left, top, width, height }: Region) {
  return {
    left: `${left * 100}%`,
    top: `${top * 100}%`,
    width: `${width * 100}%`,
    height: `${height * 100}%`,
  };
}

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a key makes of the box; null where it is none of its keys. */
function keyed(
  { key, shiftKey, ctrlKey, metaKey }: KeyboardEvent,
  { region, ratio, wayOf }: RegionBoxProps,
): Region | "delete" | null {
  if (key === "Delete" || key === "Backspace") return "delete";
  const arrow = arrows[key];
  if (!arrow) return null;
  const step = keyStep * (ctrlKey || metaKey ? 10 : 1);
  const way = wayOf(arrow[0] * step, arrow[1] * step);
  if (!shiftKey) return moved(region, way.x, way.y);
  return resized(region, edgeTowards(wayOf(Math.abs(arrow[0]), Math.abs(arrow[1]))), way.x, way.y, ratio);
}

/** The edge of the box that looks this way, however its picture is turned. */
function edgeTowards({ x, y }: Point): Handle {
  if (Math.abs(x) >= Math.abs(y)) return x > 0 ? "e" : "w";
  return y > 0 ? "s" : "n";
}
