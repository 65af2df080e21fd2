import { v7 } from "uuid";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import type { Vehicles } from "#renderer/replica/vehicles.ts";
import type { Placement } from "./import-store.ts";
import { includedOf, type NewCar, type ReviewGroup } from "./review-groups.ts";

/** Most placements of one call. */
const placementsPerCall = 5000;

/**
 * Makes the new cars and takes those out of the bin that are to come back, says of every photo which car it is of, and confirms. Ids of new cars are fixed by the placements, so
 * that doing it again after a failure makes no car twice.
 */
export async function confirmReview(review: {
  importId: string;
  items: ReadonlyMap<string, ImportItem>;
  groups: readonly ReviewGroup[];
  bridge: Pick<BridgeClient, "photos">;
  vehicles: Pick<Vehicles, "create" | "restore">;
  /** Takes note of a new car before anything is placed on it. */
  remember: (vehicleId: string, car: NewCar) => void;
}): Promise<void> {
  const { importId, items, groups, bridge, vehicles, remember } = review;
  const decided = groups.map((group) => ({ group, vehicleId: decidedCar(group) }));
  const made = decided.flatMap(({ group: { car }, vehicleId }) =>
    car.type === "new" && vehicleId ? [{ vehicleId, newCar: car.newCar }] : [],
  );
  for (const { vehicleId, newCar } of made) remember(vehicleId, newCar);
  const placements = changed(finalPlacements(decided), items);
  for (let from = 0; from < placements.length; from += placementsPerCall)
    await bridge.photos.place({ importId, placements: placements.slice(from, from + placementsPerCall) });
  const restored = groups.flatMap(({ car }) => (car.type === "restored" ? [car.car.id] : []));
  if (restored.length > 0) await vehicles.restore(restored);
  for (const { vehicleId, newCar } of made) await vehicles.create(fieldsOf(newCar), vehicleId);
  await bridge.photos.confirm({ importId });
}

/** A car for each group that has one, whether it is there yet or not. */
function decidedCar({ car, vehicleId }: ReviewGroup): string | null {
  if (car.type === "known" || car.type === "restored") return car.car.id;
  return car.type === "new" ? (vehicleId ?? v7()) : null;
}

function finalPlacements(decided: readonly { group: ReviewGroup; vehicleId: string | null }[]): Placement[] {
  return decided.flatMap(({ group, vehicleId }) => {
    const included = new Set(includedOf(group));
    return group.photos.map(({ photoId }) => ({
      photoId,
      vehicleId: included.has(photoId) ? vehicleId : null,
    }));
  });
}

function changed(placements: readonly Placement[], items: ReadonlyMap<string, ImportItem>): Placement[] {
  return placements.filter(({ photoId, vehicleId }) => items.get(photoId)?.vehicleId !== vehicleId);
}

function fieldsOf({ vin, stockNumber }: NewCar) {
  return { ...(vin && { vin }), ...(stockNumber && { stockNumber }) };
}
