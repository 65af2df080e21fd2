import {
  IconBookmark,
  IconCircleCheck,
  IconKey,
  IconReceiptDollar,
  IconSteeringWheel,
  IconTool,
  IconWorld,
  type Icon,
} from "@tabler/icons-react";
import type { VehicleStatus } from "#shared/model/vehicle.ts";

/** One colour and one icon for each status; the word comes from the `common` namespace. */
export const vehicleStatusLook: Readonly<Record<VehicleStatus, { icon: Icon; color: string; soft: string }>> =
  {
    acquired: { icon: IconKey, ...colors("acquired") },
    recon: { icon: IconTool, ...colors("recon") },
    ready: { icon: IconCircleCheck, ...colors("ready") },
    listed: { icon: IconWorld, ...colors("listed") },
    reserved: { icon: IconBookmark, ...colors("reserved") },
    sold: { icon: IconReceiptDollar, ...colors("sold") },
    delivered: { icon: IconSteeringWheel, ...colors("delivered") },
  };

function colors(status: VehicleStatus) {
  return { color: `var(--status-${status})`, soft: `var(--status-${status}-soft)` };
}
