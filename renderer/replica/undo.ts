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
  stockImported: "importUndone",
  overlapSettled: "edited",
  changeUndone: "edited",
  wentBack: "edited",
};

/** More documents than this are taken back in parts. */
const mostAtOnce = 200;

export function createUndo(stack: UndoStack, actor: Actor): Undo {
  let turn: Promise<unknown> = Promise.resolve();

  /** What the last act wrote; acts that wrote nothing are passed over. */
  async function written(act: ReturnType<UndoStack["pop"]>): Promise<WrittenAct | null> {
    if (!act) return null;
    const reversals = await act.reversals();
    return reversals.length > 0 ? { act: act.act, reversals } : written(stack.pop());
  }

  return {
    label: stack.label,
    async undo(following) {
      // Which act it is, is said now: what is done while this one is still being written is not meant.
      const last = stack.pop();
      const undone = turn.then(async () => {
        const act = await written(last);
        if (act) await takeBack(actor, act, following);
      });
      turn = undone.catch(() => undefined);
      await undone;
    },
  };
}

interface WrittenAct {
  readonly act: UndoAct;
  readonly reversals: readonly Reversal[];
}

async function takeBack(actor: Actor, { act, reversals }: WrittenAct, following?: Following): Promise<void> {
  const history = historyOfUndoing[act];
  const editOf = (reversal: Reversal) => takingBack(reversal, actor.now());
  if (reversals.length <= mostAtOnce) {
    await actor.perform({ edits: reversals.map(editOf), history, undo: null });
    return;
  }
  // A car and its money facts have one id.
  const byId = Map.groupBy(reversals, ({ id }) => id);
  await actor.performInParts(
    {
      ids: [...byId.keys()],
      editsOf: (ids) => ids.flatMap((id) => byId.get(id)!.map(editOf)),
      history,
      undo: null,
      changes: (count, fields) =>
        act === "stockImported" ? fields() : [{ field: "photos", from: null, to: count }, ...fields()],
    },
    following,
  );
}
