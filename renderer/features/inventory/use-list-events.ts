import { useState, type DragEvent, type MouseEvent } from "react";

/** What a list of cars does when one of them is pointed at. */
export interface ListActs {
  /** A plain click, or one with the keys that widen a selection. */
  readonly pick: (id: string, how: "one" | "toggle" | "range") => void;
  readonly open: (id: string) => void;
  readonly addPhotos: (id: string) => void;
  readonly dropFiles: (id: string, transfer: DataTransfer) => void;
}

/**
 * The handlers of a list whose cars are marked with `data-car`, one set for the whole list however many cars it has. A
 * click on something inside marked `data-act` is that act.
 */
export function useListEvents({ pick, open, addPhotos, dropFiles }: ListActs) {
  const [dropTarget, setDropTarget] = useState<string | null>(null);

  return {
    dropTarget,
    handlers: {
      onClick(event: MouseEvent) {
        const id = carAt(event.target);
        if (!id) return;
        const act = nearest(event.target, "act");
        if (act === "photos") addPhotos(id);
        else pick(id, act === "toggle" ? (event.shiftKey ? "range" : "toggle") : widening(event));
      },
      onDoubleClick(event: MouseEvent) {
        const id = carAt(event.target);
        if (id && !nearest(event.target, "act")) open(id);
      },
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes("Files")) return;
        const id = carAt(event.target);
        setDropTarget(id);
        if (!id) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      },
      onDragLeave(event: DragEvent) {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setDropTarget(null);
      },
      onDrop(event: DragEvent) {
        const id = carAt(event.target);
        setDropTarget(null);
        if (!id || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        dropFiles(id, event.dataTransfer);
      },
    },
  };
}

function widening(event: MouseEvent): "one" | "toggle" | "range" {
  if (event.shiftKey) return "range";
  return event.ctrlKey || event.metaKey ? "toggle" : "one";
}

function carAt(target: EventTarget): string | null {
  return nearest(target, "car");
}

function nearest(target: EventTarget, name: "car" | "act"): string | null {
  const element = target instanceof Element ? target.closest(`[data-${name}]`) : null;
  return element?.getAttribute(`data-${name}`) ?? null;
}
