import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import type { ImportView } from "./import-store.ts";
import type { ReviewGroup } from "./review-groups.ts";
import classes from "./review-strips.module.css";
import { ItemPicture } from "./review-tile.tsx";
import type { ReviewDesk } from "./use-review-desk.ts";
import type { Review } from "./use-review.ts";

/** Where photos can be let go. */
export type DropTarget =
  | { readonly type: "group"; readonly group: ReviewGroup }
  | { readonly type: "ownGroup" }
  | { readonly type: "leaveOut" };

interface ReviewDragProps {
  view: ImportView;
  review: Review;
  desk: ReviewDesk;
  children: ReactNode;
}

/** Photos are dragged to another group: the selected ones together where one of them is taken hold of. */
export function ReviewDrag({ view, review: { acts }, desk, children }: ReviewDragProps) {
  const [held, setHeld] = useState<readonly string[]>([]);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const [first] = held;
  const item = first === undefined ? undefined : view.items.get(first);

  const drop = ({ over }: DragEndEvent) => {
    setHeld([]);
    const target = over?.data.current as DropTarget | undefined;
    if (!target || held.length === 0) return;
    if (target.type === "ownGroup") acts.split(held);
    else if (target.type === "leaveOut") acts.leaveOut(held);
    else acts.move(held, target.group);
    desk.clear();
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => {
        const id = String(active.id);
        setHeld(desk.selection.ids.has(id) ? desk.selected : [id]);
      }}
      onDragCancel={() => setHeld([])}
      onDragEnd={drop}
    >
      {children}
      {createPortal(
        <DragOverlay zIndex={400} dropAnimation={null}>
          {item && (
            <span className={classes.held}>
              <ItemPicture item={item} />
              {held.length > 1 && <span className={classes.heldCount}>{held.length}</span>}
            </span>
          )}
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  );
}
