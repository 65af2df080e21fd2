import type { Vehicle } from "#shared/model/vehicle.ts";
import type { CarRow } from "./rows.ts";

/** Ids of cars that may be one car which was entered twice: they share a stock number or a VIN with another. */
export function twinsAmong(rows: readonly CarRow[]): ReadonlySet<string> {
  const rowsByNumber = new Map<string, CarRow[]>();
  for (const row of rows)
    for (const number of row.numbers) {
      const sharing = rowsByNumber.get(number);
      if (sharing) sharing.push(row);
      else rowsByNumber.set(number, [row]);
    }
  const twins = new Set<string>();
  for (const sharing of rowsByNumber.values())
    if (sharing.length > 1)
      for (const row of sharing)
        if (sharing.some((other) => other !== row && !hasComeBack(row, other))) twins.add(row.id);
  return twins;
}

/** Whether one was sold before the other came, as where a customer brings it back as a trade-in. */
function hasComeBack({ car: a }: CarRow, { car: b }: CarRow): boolean {
  return wasSoldBefore(a.vehicle, b.vehicle) || wasSoldBefore(b.vehicle, a.vehicle);
}

function wasSoldBefore(earlier: Vehicle, later: Vehicle): boolean {
  return earlier.soldOn !== null && earlier.soldOn <= later.acquiredOn;
}
