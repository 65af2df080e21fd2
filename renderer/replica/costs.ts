import { v7 } from "uuid";
import { Money } from "#shared/model/primitives.ts";
import { ReconLine, type VehicleCost } from "#shared/model/vehicle-cost.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Actor } from "./acts.ts";
import type { Edit } from "./documents.ts";
import { checked } from "./invalid-data.ts";
import type { LiveRows } from "./live-rows.ts";
import { liveView, type LiveValue } from "./live-value.ts";
import { readingOf } from "./readings.ts";

/** What the dealer has in a car. Everything resolves when it is journalled, and throws `InvalidData`. */
export interface Costs {
  /** Null while nothing is known, or where this desk may not see it. */
  of(vehicleId: string): LiveValue<VehicleCost | null>;
  setPurchase(vehicleId: string, purchase: Money | null): Promise<void>;
  /** Adds a line of recon for null, else replaces it. */
  putLine(vehicleId: string, lineId: string | null, line: ReconLine): Promise<void>;
  removeLine(vehicleId: string, lineId: string): Promise<void>;
}

export function createCosts(actor: Actor, dealRows: LiveRows): Costs {
  const views = new WeakMap<LiveValue<unknown>, LiveValue<VehicleCost | null>>();
  const write = async (vehicleId: string, next: (cost: VehicleCost) => VehicleCost) => {
    await actor.perform({ edits: [costEdit(vehicleId, next)], history: "edited", undo: "costChanged" });
  };
  const putLine = (vehicleId: string, lineId: string, line: ReconLine | null) =>
    write(vehicleId, (cost) => ({ ...cost, recon: { ...cost.recon, [lineId]: line } }));

  return {
    of(vehicleId) {
      const rows = dealRows.of("vehicle-cost", vehicleId);
      const view =
        views.get(rows) ?? liveView(rows, ([first]) => (first ? readingOf("vehicle-cost", first) : null));
      views.set(rows, view);
      return view;
    },
    async setPurchase(vehicleId, purchase) {
      const amount = checked(Money.nullable(), purchase);
      await write(vehicleId, (cost) => ({ ...cost, purchase: amount }));
    },
    putLine: async (vehicleId, lineId, line) => putLine(vehicleId, lineId ?? v7(), checked(ReconLine, line)),
    removeLine: (vehicleId, lineId) => putLine(vehicleId, lineId, null),
  };
}

/** The document has the id of its car; the first money fact makes it, so two desks that do so at once agree on it. */
export function costEdit(vehicleId: string, next: (cost: VehicleCost) => VehicleCost): Edit {
  return {
    collection: "deals",
    id: vehicleId,
    next(current, stamp) {
      const document =
        current ?? created("vehicle-cost", vehicleId, { vehicleId, purchase: null, recon: {} });
      return changed(document, next(document.data as VehicleCost), stamp);
    },
  };
}
