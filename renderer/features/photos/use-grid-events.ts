import {
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
} from "react";
import { selectAll, selectRange, type Step, stepFrom, toggleOne } from "#renderer/ui/selection.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useDragOut } from "./use-drag-out.ts";
import type { PhotoActs } from "./use-photo-acts.ts";
import type { Strip } from "./use-strip.ts";

interface GridEventsOptions {
  readonly listRef: RefObject<HTMLElement | null>;
  readonly strip: Strip;
  readonly acts: PhotoActs;
  readonly onShift: (step: -1 | 1) => void;
}

/** Clicks and keys of the tiles, heard once by their list. */
export function useGridEvents({ listRef, strip, acts, onShift }: GridEventsOptions) {
  const { vehicleId, slots, selection, selected, select } = strip;
  const show = useShell((state) => state.show);
  const dragOut = useDragOut();
  const focus = useKeptFocus(listRef);
  const order = slots.map(({ id }) => id);
  const open = (photoId: string) => show({ type: "viewer", vehicleId, photoId });

  /** What an act on a tile is for: all that is selected where the tile is one of them. */
  const meant = (id: string) =>
    selection.ids.has(id) ? selected : (slots.find((slot) => slot.id === id)?.photoIds ?? []);

  const remove = (id: string) => {
    if (!acts.mayChange) return acts.refuse();
    const ids = meant(id);
    const gone = new Set(ids);
    const at = order.indexOf(id);
    const next =
      order.slice(at).find((other) => !gone.has(other)) ?? order.findLast((other) => !gone.has(other));
    acts.remove(ids);
    select({ ids: new Set(), current: next ?? null, anchor: null });
    if (next !== undefined) focus(next);
  };
  const step = (by: Step, widen: boolean) => {
    const target = stepFrom(selection.current, order, by);
    if (target === null) return;
    select(widen ? selectRange(selection, order, target) : { ...selection, current: target, anchor: target });
    focus(target);
  };
  const toggleStack = (id: string) => {
    const stack = slots.find((slot) => slot.id === id)?.stack;
    if (!stack) return;
    strip.openStack(stack, true);
    focus(stack.best);
  };

  const tools: Readonly<Record<string, (id: string, event: MouseEvent) => void>> = {
    select: (id, { shiftKey }) =>
      select(shiftKey ? selectRange(selection, order, id) : toggleOne(selection, id)),
    cover: (id) => acts.cover(vehicleId, id),
    remove,
    stack: toggleStack,
  };

  const onClick = (event: MouseEvent) => {
    const { id, tool, picture } = partsOf(event.target);
    if (id === undefined) return;
    if (tool !== undefined) return tools[tool]?.(id, event);
    if (!picture) return;
    if (event.shiftKey) return select(selectRange(selection, order, id));
    if (event.ctrlKey || event.metaKey || selected.length > 0) return select(toggleOne(selection, id));
    open(id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { id, picture } = partsOf(event.target);
    if (id === undefined) return;
    const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(" ").length;
    const here = { ...selection, current: id };
    const act = keyAct(event, {
      move(by) {
        onShift(by);
        focus(id);
      },
      step: (by, widen) => step(by * (Math.abs(by) > 1 ? columns : 1), widen),
      end: (which, widen) => step(which, widen),
      toggle: picture ? () => select(toggleOne(here, id)) : null,
      open: picture ? () => open(id) : null,
      remove: () => remove(id),
      cover: () => acts.cover(vehicleId, id),
      all: () => select(selectAll(here, order)),
      clear: selected.length > 0 ? () => select({ ids: new Set(), current: id, anchor: id }) : null,
    });
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  const onFocus = (event: FocusEvent) => {
    const { id } = partsOf(event.target);
    // Of what is selected by now: a key may have selected and moved the focus in one go.
    if (id !== undefined) select((now) => (now.current === id ? now : { ...now, current: id }));
  };

  const onDragStart = (event: DragEvent) => {
    const { id, tool } = partsOf(event.target);
    if (id === undefined || tool !== "dragOut") return;
    const wanted = new Set(meant(id));
    dragOut(event, strip.entries, wanted, vehicleId);
  };

  return { onClick, onKeyDown, onFocus, onDragStart };
}

function partsOf(target: EventTarget) {
  const element = target instanceof Element ? target : null;
  return {
    id: element?.closest<HTMLElement>("[data-photo]")?.dataset["photo"],
    tool: element?.closest<HTMLElement>("[data-tool]")?.dataset["tool"],
    picture: Boolean(element?.closest("[data-picture]")),
  };
}

interface KeyActs {
  readonly move: (step: -1 | 1) => void;
  /** One tile on or back, or (2, -2) one row. */
  readonly step: (by: number, widen: boolean) => void;
  readonly end: (which: "first" | "last", widen: boolean) => void;
  readonly toggle: (() => void) | null;
  readonly open: (() => void) | null;
  readonly remove: () => void;
  readonly cover: () => void;
  readonly all: () => void;
  readonly clear: (() => void) | null;
}

function keyAct(event: KeyboardEvent, acts: KeyActs): (() => void) | null {
  const { key, shiftKey, altKey } = event;
  const arrows: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: 2,
    ArrowUp: -2,
  };
  const by = arrows[key];
  if (by !== undefined) {
    if (altKey) return Math.abs(by) === 1 ? () => acts.move(by > 0 ? 1 : -1) : null;
    return () => acts.step(by, shiftKey);
  }
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === "a" ? acts.all : null;
  if (key === "Home") return () => acts.end("first", shiftKey);
  if (key === "End") return () => acts.end("last", shiftKey);
  if (key === " ") return acts.toggle;
  if (key === "Enter") return acts.open;
  if (key === "Escape") return acts.clear;
  if (key === "Delete" || key === "Backspace") return acts.remove;
  return key === "c" ? acts.cover : null;
}

/** Milliseconds after a key in which the focus is given back to its tile. */
const keptFor = 2000;

/** Moves the focus to a tile, and back to it while the list changes: a tile that is put elsewhere in the list loses it. */
function useKeptFocus(listRef: RefObject<HTMLElement | null>): (id: string) => void {
  const kept = useRef({ id: "", until: 0 });
  const focus = (id: string) =>
    listRef.current?.querySelector<HTMLElement>(`[data-photo="${id}"] [data-picture]`)?.focus();
  useEffect(() => {
    const { id, until } = kept.current;
    if (document.activeElement === document.body && performance.now() < until) focus(id);
  });
  return (id) => {
    kept.current = { id, until: performance.now() + keptFor };
    focus(id);
  };
}
