import * as z from "zod";
import { Id } from "#shared/model/primitives.ts";

/** Who a desk is and to whom it belongs: what its changes are worth nothing without. */
export const DeskIdentity = z.object({
  deviceId: Id,
  deskName: z.string().trim().min(1).max(60),
  dealership: z.object({ tenantId: Id, start: z.enum(["sample", "empty", "joined"]) }).nullable(),
  /** `http://host:port` of a joined hub; null where the hub is this desk's own. */
  hubAddress: z.string().nullable(),
});
export type DeskIdentity = z.infer<typeof DeskIdentity>;
