import type { Overlap } from "#shared/model/activity.ts";
import { collections as collectionNames, type CollectionName } from "#shared/model/envelope.ts";
import type { VehicleStanding } from "#shared/model/vehicle.ts";
import { withValueAt, valueAt } from "#shared/rules/merge.ts";
import { changed } from "#shared/rules/stamping.ts";
import { standingBack } from "#shared/rules/vehicle-status.ts";
import type { Actor } from "./acts.ts";
import type { Collections } from "./database.ts";
import type { Documents, Edit } from "./documents.ts";
import { createGoingBack, type GoingBack } from "./going-back.ts";
import {
  carHistories,
  type HistoryEntry,
  openOverlapsOf,
  overlapEntry,
  type OverlapEntry,
  photoHistory,
} from "./history-lists.ts";
import type { LiveRows } from "./live-rows.ts";
import type { LiveValue } from "./live-value.ts";

export type { HistoryEntry, OverlapEntry } from "./history-lists.ts";

export interface History extends GoingBack {
  /** What was done to a car, latest first. */
  of(vehicleId: string): LiveValue<readonly HistoryEntry[]>;
  /** What was done to a photo of this car, also on cars where it was before. Another live value each time. */
  ofPhoto(vehicleId: string, photoId: string): LiveValue<readonly HistoryEntry[]>;
  /** Where desks disagreed and nobody has said what is right, latest first. */
  readonly openOverlaps: LiveValue<readonly OverlapEntry[]>;
  /** The value that the merge did not keep is the right one: writes it as a change of its own. */
  takeOther(overlapId: string): Promise<void>;
  /** The kept value is the right one. */
  keep(overlapId: string): Promise<void>;
}

export function createHistory(parts: {
  actor: Actor;
  documents: Documents;
  collections: Collections;
  activityRows: LiveRows;
}): History {
  const { actor, documents, activityRows } = parts;
  const of = carHistories(activityRows);
  const settle = (id: string): Edit => ({
    collection: "activity",
    id,
    next: (current, stamp) =>
      current?.data["settledAt"] === null
        ? changed(current, { ...current.data, settledAt: actor.now() }, stamp)
        : null,
  });

  return {
    of,
    ofPhoto: (vehicleId, photoId) => photoHistory(of, vehicleId, photoId),
    openOverlaps: openOverlapsOf(activityRows),

    async takeOther(overlapId) {
      const [document] = await documents.read("activity", [overlapId]);
      const overlap = document && overlapEntry(document)[0]?.overlap;
      if (!overlap || overlap.settledAt !== null) return;
      const other = otherValueEdit(overlap);
      await actor.perform({
        edits: other ? [other, settle(overlapId)] : [settle(overlapId)],
        history: overlap.field === "status" ? "statusMoved" : "edited",
        undo: "overlapSettled",
      });
    },

    async keep(overlapId) {
      await actor.perform({ edits: [settle(overlapId)], history: "edited", undo: "overlapSettled" });
    },

    ...createGoingBack(parts),
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
