import type { KeyboardEvent } from "react";
import { restFrom } from "./review-placing.ts";
import { inHand, type ReviewDesk } from "./use-review-desk.ts";
import type { Review } from "./use-review.ts";

/** The keys of the review, for whichever photo has the focus. */
export function useReviewKeys({ acts }: Review, desk: ReviewDesk): (event: KeyboardEvent) => void {
  const done = (run: () => void) => {
    run();
    desk.clear();
  };
  const act = (event: KeyboardEvent): (() => void) | null => {
    const held = event.ctrlKey || event.metaKey;
    if (held && event.key.toLowerCase() === "z") return acts.undo;
    if (!(event.target instanceof HTMLElement) || !event.target.dataset["photo"]) return null;
    if (held) return event.key.toLowerCase() === "a" ? desk.selectGroup : null;
    switch (event.key) {
      case "ArrowRight":
        return () => desk.step(1, event.shiftKey);
      case "ArrowLeft":
        return () => desk.step(-1, event.shiftKey);
      case "ArrowDown":
        return () => desk.step(lanesAround(event.target), event.shiftKey);
      case "ArrowUp":
        return () => desk.step(-lanesAround(event.target), event.shiftKey);
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
  return (event) => {
    const run = act(event);
    if (!run) return;
    event.preventDefault();
    run();
  };
}

/** The photo that the keyboard stands on and those after it in its group. */
export function restOf({ selection, groupByPhoto }: ReviewDesk): readonly string[] {
  const group = selection.current === null ? undefined : groupByPhoto.get(selection.current);
  return group && selection.current !== null ? restFrom(group, selection.current) : [];
}

/** How many photos stand side by side. */
function lanesAround(target: EventTarget): number {
  const line = target instanceof HTMLElement ? target.closest("[data-lanes]") : null;
  return Number(line?.getAttribute("data-lanes") ?? 1);
}
