import type { Change } from "#shared/model/activity.ts";
import type { Actor, Following } from "./acts.ts";
import type { LiveValue } from "./live-value.ts";
import { type Reversal, takingBack } from "./reversal.ts";
import type { UndoAct, UndoLabel, UndoStack } from "./undo-stack.ts";

export interface Undo {
  /** What `undo` would undo; null when there is nothing. */
  readonly label: LiveValue<UndoLabel | null>;
  /** Takes the last act back, as a change of its own. Fields that were changed again since then stay as they are. */
  undo(following?: Following): Promise<void>;
}

const historyOfUndoing: Readonly<Record<UndoAct, Change["act"]>> = {
  created: "deleted",
  edited: "edited",
  moved: "statusMoved",
  binned: "restored",
  restored: "deleted",
  costChanged: "edited",
  coverChosen: "edited",
  photosAdded: "photosDeleted",
  photosReordered: "edited",
  photosBinned: "photosRestored",
  photosRestored: "photosDeleted",
  photosMoved: "edited",
  photosDescribed: "edited",
  photosTagged: "edited",
  defectsMarked: "edited",
  photosEdited: "edited",
};

/** More documents than this are taken back in parts. */
const mostAtOnce = 200;

export function createUndo(stack: UndoStack, actor: Actor): Undo {
  return {
    label: stack.label,
    async undo(following) {
      const done = stack.pop();
      if (!done) return;
      const history = historyOfUndoing[done.act];
      const editOf = (reversal: Reversal) => takingBack(reversal, actor.now());
      if (done.reversals.length <= mostAtOnce) {
        await actor.perform({ edits: done.reversals.map(editOf), history, undo: null });
        return;
      }
      const byId = new Map(done.reversals.map((reversal) => [reversal.id, reversal]));
      await actor.performInParts(
        {
          ids: [...byId.keys()],
          editsOf: (ids) => ids.map((id) => editOf(byId.get(id)!)),
          history,
          undo: null,
          changes: (count) => [{ field: "photos", from: null, to: count }],
        },
        following,
      );
    },
  };
}
