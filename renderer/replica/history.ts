import type { Change, Overlap } from "#shared/model/activity.ts";
import { collections as collectionNames, type CollectionName } from "#shared/model/envelope.ts";
import type { VehicleStanding } from "#shared/model/vehicle.ts";
import { withValueAt, valueAt } from "#shared/rules/merge.ts";
import { changed } from "#shared/rules/stamping.ts";
import { standingBack } from "#shared/rules/vehicle-status.ts";
import type { Actor } from "./acts.ts";
import type { Documents, Edit } from "./documents.ts";
import { change } from "./edits.ts";
import type { LiveRows } from "./live-rows.ts";
import { liveView, type LiveValue } from "./live-value.ts";
import { readingOf } from "./readings.ts";

interface HistoryEntry {
  readonly id: string;
  readonly change: Change;
}

export interface OverlapEntry {
  readonly id: string;
  readonly overlap: Overlap;
}

export interface History {
  /** What was done to a car, latest first. */
  of(vehicleId: string): LiveValue<readonly HistoryEntry[]>;
  /** Where desks disagreed and nobody has said what is right, latest first. */
  readonly openOverlaps: LiveValue<readonly OverlapEntry[]>;
  /** The value that the merge did not keep is the right one: writes it as a change of its own. */
  takeOther(overlapId: string): Promise<void>;
  /** The kept value is the right one. */
  keep(overlapId: string): Promise<void>;
}

export function createHistory(actor: Actor, documents: Documents, activityRows: LiveRows): History {
  const views = new WeakMap<LiveValue<unknown>, LiveValue<readonly HistoryEntry[]>>();
  const settle = (id: string) =>
    change("overlap", id, ({ settledAt }) => (settledAt === null ? { settledAt: actor.now() } : null));

  return {
    of(vehicleId) {
      const rows = activityRows.of("change", vehicleId);
      const view =
        views.get(rows) ??
        liveView(rows, (found) =>
          found.flatMap((document) => {
            const change = readingOf("change", document);
            return change ? [{ id: document.id, change }] : [];
          }),
        );
      views.set(rows, view);
      return view;
    },

    openOverlaps: liveView(activityRows.of("overlap"), (found) =>
      found.flatMap((document) => {
        const overlap = readingOf("overlap", document);
        return overlap && overlap.settledAt === null ? [{ id: document.id, overlap }] : [];
      }),
    ),

    async takeOther(overlapId) {
      const [document] = await documents.read("activity", [overlapId]);
      const overlap = document ? readingOf("overlap", document) : null;
      if (!overlap || overlap.settledAt !== null) return;
      const other = otherValueEdit(overlap);
      const history = overlap.field === "status" ? "statusMoved" : "edited";
      await actor.perform({
        edits: other ? [other, settle(overlapId)] : [settle(overlapId)],
        history,
        undo: "edited",
      });
    },

    async keep(overlapId) {
      await documents.write([settle(overlapId)]);
    },
  };
}

/** A standing is taken over in a later round, so that it beats the one it replaces. */
function otherValueEdit({ collection, documentId, field, other }: Overlap): Edit | null {
  if (!isCollection(collection)) return null;
  return {
    collection,
    id: documentId,
    next(current, stamp) {
      if (!current) return null;
      const present = valueAt(current.kind, current.data, field);
      const value =
        current.kind === "vehicle" && field === "status"
          ? standingBack(present as VehicleStanding, other.value as VehicleStanding)
          : other.value;
      return changed(current, withValueAt(current.kind, current.data, field, value), stamp);
    },
  };
}

function isCollection(name: string): name is CollectionName {
  return (collectionNames as readonly string[]).includes(name);
}
