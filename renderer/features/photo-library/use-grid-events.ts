import type { MouseEvent } from "react";

/** What the grid does when something in it is pointed at. */
export interface GridActs {
  /** A plain click, or one with the keys that widen a selection. */
  readonly pick: (photoId: string, how: "one" | "toggle" | "range") => void;
  readonly open: (photoId: string) => void;
  readonly pickCar: (groupKey: string) => void;
  readonly openCar: (vehicleId: string) => void;
}

/** One set of handlers for the whole grid, whose photos are marked with `data-photo` and headings with `data-group`. */
export function useGridEvents({ pick, open, pickCar, openCar }: GridActs) {
  return {
    onClick(event: MouseEvent) {
      const act = nearest(event.target, "act");
      const group = nearest(event.target, "group");
      if (group !== null) {
        if (act === "pickCar") pickCar(group);
        else if (act === "openCar") openCar(group);
        return;
      }
      const photo = nearest(event.target, "photo");
      if (photo !== null)
        pick(photo, act === "toggle" ? (event.shiftKey ? "range" : "toggle") : widening(event));
    },
    onDoubleClick(event: MouseEvent) {
      const photo = nearest(event.target, "photo");
      if (photo !== null && nearest(event.target, "act") === null) open(photo);
    },
  };
}

function widening(event: MouseEvent): "one" | "toggle" | "range" {
  if (event.shiftKey) return "range";
  return event.ctrlKey || event.metaKey ? "toggle" : "one";
}

function nearest(target: EventTarget, name: "photo" | "group" | "act"): string | null {
  const element = target instanceof Element ? target.closest(`[data-${name}]`) : null;
  return element?.getAttribute(`data-${name}`) ?? null;
}
