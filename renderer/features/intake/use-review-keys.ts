import { useEffect, useRef } from "react";
import { restFrom } from "./review-placing.ts";
import { inHand, type ReviewDesk } from "./use-review-desk.ts";
import type { Review } from "./use-review.ts";

/** The keys of the review: most for the photo that has the focus, undo and Escape wherever it is. */
export function useReviewKeys(review: Review, desk: ReviewDesk, onClose: () => void): void {
  const press = useRef<(event: KeyboardEvent) => void>(() => undefined);
  const actOf = useKeyActs(review, desk, onClose);
  useEffect(() => {
    press.current = (event) => {
      if (event.defaultPrevented || desk.picking || isOfAnother(event.target)) return;
      const act = actOf(event);
      if (!act) return;
      event.preventDefault();
      act();
    };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

/** A dialog or menu above the review has its keys for itself. */
function isOfAnother(target: EventTarget | null): boolean {
  const around = target instanceof Element ? target.closest('[role="dialog"], [role="menu"]') : null;
  return around !== null && around.querySelector("[data-lanes]") === null;
}

function useKeyActs({ acts }: Review, desk: ReviewDesk, onClose: () => void) {
  const done = (run: () => void) => {
    run();
    desk.clear();
  };
  return (event: KeyboardEvent): (() => void) | null => {
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") return desk.selection.ids.size > 0 ? desk.clear : onClose;
    if (held && event.key.toLowerCase() === "z") return acts.undo;
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.dataset["photo"]) return null;
    if (held) return event.key.toLowerCase() === "a" ? desk.selectGroup : null;
    switch (event.key) {
      case "ArrowRight":
        return () => desk.step(1, event.shiftKey);
      case "ArrowLeft":
        return () => desk.step(-1, event.shiftKey);
      case "ArrowDown":
        return () => desk.step(lanesAround(target), event.shiftKey);
      case "ArrowUp":
        return () => desk.step(-lanesAround(target), event.shiftKey);
      case "Home":
        return () => desk.step("first", event.shiftKey);
      case "End":
        return () => desk.step("last", event.shiftKey);
      case " ":
        return desk.toggleCurrent;
      case "m":
        return () => desk.pick({ type: "photos", photoIds: inHand(desk) });
      case "s":
        return () => done(() => acts.split(restOf(desk)));
      case "Delete":
      case "Backspace":
        return () => done(() => acts.leaveOut(inHand(desk)));
      default:
        return null;
    }
  };
}

/** The photo that the keyboard stands on and those after it in its group. */
export function restOf({ selection, groupByPhoto }: ReviewDesk): readonly string[] {
  const group = selection.current === null ? undefined : groupByPhoto.get(selection.current);
  return group && selection.current !== null ? restFrom(group, selection.current) : [];
}

/** How many photos stand side by side. */
function lanesAround(target: HTMLElement): number {
  return Number(target.closest("[data-lanes]")?.getAttribute("data-lanes") ?? 1);
}
