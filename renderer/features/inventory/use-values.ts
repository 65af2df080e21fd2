import { useMemo } from "react";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { fold } from "#renderer/ui/fold.ts";

type Suggested = "make" | "model" | "trim" | "exteriorColor" | "location";

/** Of a car's model only other cars of its make know the names, and of its trim those of its model. */
function isRelated(
  field: Suggested,
  other: Vehicle,
  { make, model }: Pick<Vehicle, "make" | "model">,
): boolean {
  if (field === "model" || field === "trim") {
    if (make && fold(other.make) !== fold(make)) return false;
    if (field === "trim" && model && fold(other.model) !== fold(model)) return false;
  }
  return other[field] !== "";
}

/** What the lot's other cars have in a field, commonest first. Read when a car is opened, not kept up. */
export function useValues(
  field: Suggested,
  { make, model }: Pick<Vehicle, "make" | "model">,
): readonly string[] {
  const { inventory } = useReplica();
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { vehicle } of inventory.get().cars) {
      if (isRelated(field, vehicle, { make, model })) {
        counts.set(vehicle[field], (counts.get(vehicle[field]) ?? 0) + 1);
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([value]) => value);
  }, [inventory, field, make, model]);
}
