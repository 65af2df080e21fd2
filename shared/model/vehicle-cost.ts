import * as z from "zod";
import { CivilDate, Id, Money } from "./primitives.ts";

/** One job of reconditioning: what was done, for how much, and when it was finished. */
export const ReconLine = z.object({
  description: z.string().trim().min(1).max(120),
  cost: Money,
  doneOn: CivilDate.nullable(),
});
export type ReconLine = z.infer<typeof ReconLine>;

/**
 * A car's money facts, a kind of their own so that the hub can keep whole rows from desks that may not see them. The
 * document has the id of its vehicle.
 */
export const VehicleCost = z.object({
  vehicleId: Id,
  purchase: Money.nullable(),
  /** By line id, merged line by line; a removed line is null. */
  recon: z.record(z.string(), ReconLine.nullable()),
});
export type VehicleCost = z.infer<typeof VehicleCost>;
