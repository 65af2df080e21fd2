import type { CollectionName, Data, Envelope } from "#shared/model/envelope.ts";
import { type VehicleStanding } from "#shared/model/vehicle.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { differences, valueAt, withValueAt } from "#shared/rules/merge.ts";
import { changed } from "#shared/rules/stamping.ts";
import { standingBack } from "#shared/rules/vehicle-status.ts";
import type { Edit, Written } from "./documents.ts";

/** How the writing of one document is taken back: what changed and nothing else, so that many of them can be kept. */
export interface Reversal {
  readonly collection: CollectionName;
  readonly id: string;
  /** A document that did not exist before and that can go to the bin. */
  readonly isNew: boolean;
  readonly changes: readonly { readonly path: string; readonly from: unknown; readonly to: unknown }[];
}

/** What was new goes to the bin, or is emptied where its kind has none; what was changed gets its old values. */
export function reversalOf({ collection, before, after }: Written): Reversal {
  if (!before && "deletedAt" in after.data) return { collection, id: after.id, isNew: true, changes: [] };
  const old = before?.data ?? { ...after.data, purchase: null, recon: {} };
  return { collection, id: after.id, isNew: false, changes: differences(after.kind, old, after.data) };
}

/** Fields that were changed again since then stay as they are. `at` is when a document goes to the bin. */
export function takingBack(reversal: Reversal, at: string): Edit {
  return {
    collection: reversal.collection,
    id: reversal.id,
    next: (current, stamp) => current && changed(current, takenBack(current, reversal, at), stamp),
  };
}

function takenBack(current: Envelope, { isNew, changes }: Reversal, at: string): Data {
  let { data } = current;
  if (isNew) return data["deletedAt"] === null ? { ...data, deletedAt: at } : data;
  for (const { path, from, to } of changes) {
    const present = valueAt(current.kind, data, path);
    if (!isSame(present, to)) continue;
    const value =
      path === "status" ? standingBack(present as VehicleStanding, from as VehicleStanding) : from;
    data = withValueAt(current.kind, data, path, value ?? null);
  }
  return data;
}
