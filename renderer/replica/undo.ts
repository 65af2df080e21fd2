import type { Change } from "#shared/model/activity.ts";
import type { Data, Envelope } from "#shared/model/envelope.ts";
import { type VehicleStanding } from "#shared/model/vehicle.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { differences, valueAt, withValueAt } from "#shared/rules/merge.ts";
import { changed } from "#shared/rules/stamping.ts";
import { standingBack } from "#shared/rules/vehicle-status.ts";
import type { Actor } from "./acts.ts";
import type { Edit, Written } from "./documents.ts";
import type { LiveValue } from "./live-value.ts";
import type { UndoAct, UndoLabel, UndoStack } from "./undo-stack.ts";

export interface Undo {
  /** What `undo` would undo; null when there is nothing. */
  readonly label: LiveValue<UndoLabel | null>;
  /** Takes the last act back, as a change of its own. Fields that were changed again since then stay as they are. */
  undo(): Promise<void>;
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
};

export function createUndo(stack: UndoStack, actor: Actor): Undo {
  return {
    label: stack.label,
    async undo() {
      const done = stack.pop();
      if (!done) return;
      const edits = done.written.map((written) => takingBack(written, actor.now()));
      await actor.perform({ edits, history: historyOfUndoing[done.act], undo: null });
    },
  };
}

function takingBack({ collection, before, after }: Written, at: string): Edit {
  return {
    collection,
    id: after.id,
    next: (current, stamp) => current && changed(current, takenBack(current, before, after, at), stamp),
  };
}

/** What was new goes to the bin, or is emptied where its kind has none; what was changed gets its old values. */
function takenBack(current: Envelope, before: Envelope | null, after: Envelope, at: string): Data {
  const old =
    before?.data ?? ("deletedAt" in after.data ? { ...after.data, deletedAt: at } : emptied(after.data));
  let data = current.data;
  for (const { path, from, to } of differences(current.kind, old, after.data)) {
    const present = valueAt(current.kind, data, path);
    if (!isSame(present, to)) continue;
    const value =
      path === "status" ? standingBack(present as VehicleStanding, from as VehicleStanding) : from;
    data = withValueAt(current.kind, data, path, value ?? null);
  }
  return data;
}

function emptied(data: Data): Data {
  return { ...data, purchase: null, recon: {} };
}
