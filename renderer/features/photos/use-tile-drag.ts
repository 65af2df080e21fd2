import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { type Box, type Insertion, insertionAt } from "./insertion.ts";

export interface TileDrag {
  /** The tiles that are dragged together, the one under the pointer first. */
  readonly ids: readonly string[];
  readonly insertion: Insertion | null;
}

interface TileDragOptions {
  readonly listRef: RefObject<HTMLElement | null>;
  /** Follows the pointer; it is placed without rendering. */
  readonly ghostRef: RefObject<HTMLElement | null>;
  /** What goes along when a tile is taken. */
  readonly takenWith: (id: string) => readonly string[];
  readonly onDrop: (ids: readonly string[], index: number) => void;
}

/** Pixels that the pointer goes before a press becomes a drag. */
const threshold = 6;
/** Pixels from an edge of what scrolls within which it scrolls, and pixels a frame at the very edge. */
const scrollZone = 56;
const fastest = 16;

/**
 * Dragging of the tiles of a grid: one listener on the list instead of one on each of hundreds of tiles, and a line where
 * they would go instead of tiles that move about. A tile is an element with `data-photo`; its `data-picture` can be taken.
 */
export function useTileDrag(options: TileDragOptions) {
  const [drag, setDrag] = useState<TileDrag | null>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const end = useRef<() => void>(() => undefined);
  useEffect(() => () => end.current(), []);

  const onPointerDown = (event: ReactPointerEvent<HTMLElement>) => {
    const picture = event.target instanceof Element ? event.target.closest("[data-picture]") : null;
    const id = picture?.closest<HTMLElement>("[data-photo]")?.dataset["photo"];
    const list = latest.current.listRef.current;
    if (event.button !== 0 || event.ctrlKey || event.shiftKey || id === undefined || !list) return;
    end.current();
    end.current = followPress({ list, id, start: event.nativeEvent, latest, show: setDrag });
  };
  return { drag, onPointerDown };
}

interface Press {
  readonly list: HTMLElement;
  readonly id: string;
  readonly start: PointerEvent;
  readonly latest: RefObject<TileDragOptions>;
  readonly show: (drag: TileDrag | null) => void;
}

/** Follows a press until it is let go; answers with what ends it early. */
function followPress(press: Press): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const dragging = draggingOf(press);
  const finish = () => {
    listening.abort();
    dragging.end();
  };
  const cancel = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !dragging.isTaken()) return;
    event.preventDefault();
    event.stopPropagation();
    finish();
  };
  window.addEventListener("pointermove", (event) => dragging.move(event.clientX, event.clientY), { signal });
  window.addEventListener("pointerup", () => (dragging.drop(), finish()), { signal });
  window.addEventListener("pointercancel", finish, { signal });
  window.addEventListener("keydown", cancel, { signal, capture: true });
  return finish;
}

function draggingOf({ list, id, start, latest, show }: Press) {
  let at = { x: start.clientX, y: start.clientY };
  let taken: { ids: readonly string[]; boxes: readonly Box[]; release: () => void } | null = null;
  let insertion: Insertion | null = null;

  const point = () => {
    if (!taken) return;
    const { left, top } = list.getBoundingClientRect();
    const next = insertionAt(taken.boxes, at.x - left, at.y - top, gapOf(list));
    if (next?.index !== insertion?.index || next?.line.top !== insertion?.line.top) {
      insertion = next;
      show({ ids: taken.ids, insertion });
    }
    latest.current.ghostRef.current?.style.setProperty("translate", `${at.x}px ${at.y}px`);
  };
  const take = () => {
    const others = latest.current.takenWith(id).filter((other) => other !== id);
    const release = scrollAtEdges(scrollerOf(list), () => at.y, point);
    taken = { ids: [id, ...others], boxes: boxesOf(list), release };
    show({ ids: taken.ids, insertion });
  };

  return {
    isTaken: () => taken !== null,
    move(x: number, y: number) {
      at = { x, y };
      if (!taken && Math.hypot(x - start.clientX, y - start.clientY) >= threshold) take();
      point();
    },
    drop() {
      if (taken && insertion) latest.current.onDrop(taken.ids, insertion.index);
    },
    end() {
      if (!taken) return;
      taken.release();
      taken = null;
      swallowClick();
      show(null);
    },
  };
}

/** Scrolls while the pointer is near an edge of what scrolls, and says so; answers with what ends it. */
function scrollAtEdges(scroller: Element, pointerY: () => number, scrolled: () => void): () => void {
  let frame = 0;
  const step = () => {
    const speed = scrollSpeed(scroller, pointerY());
    if (speed !== 0) {
      scroller.scrollBy(0, speed);
      scrolled();
    }
    frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

/** Places in the list itself, so that scrolling changes none of them. */
function boxesOf(list: HTMLElement): Box[] {
  return [...list.querySelectorAll<HTMLElement>("[data-photo]")].map((tile) => ({
    left: tile.offsetLeft,
    top: tile.offsetTop,
    width: tile.offsetWidth,
    height: tile.offsetHeight,
  }));
}

function gapOf(list: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(list).columnGap) || 0;
}

function scrollerOf(element: HTMLElement): Element {
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  return document.documentElement;
}

function scrollSpeed(scroller: Element, y: number): number {
  const { top, bottom } = scroller.getBoundingClientRect();
  const above = Math.min(Math.max(top + scrollZone - y, 0), scrollZone);
  const below = Math.min(Math.max(y - (bottom - scrollZone), 0), scrollZone);
  return ((below - above) / scrollZone) * fastest;
}

/** Letting go ends with a click, which must not open the photo that was dragged. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
}
