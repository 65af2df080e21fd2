import type { Placement } from "./import-store.ts";
import { type ReviewGroup, includedOf, leftOutId } from "./review-groups.ts";

/** A correction of the user: what to say to main, and the car that it is about. */
export interface Correction {
  readonly vehicleId: string;
  readonly placements: readonly Placement[];
}

type MakeId = () => string;

/**
 * Puts photos with those of a group. The group's own are said to be of the same car too, so that what the user has touched
 * stays as it is whatever else is found out about it.
 */
export function movedTo(group: ReviewGroup, photoIds: readonly string[], makeId: MakeId): Correction {
  if (group.car.type === "leftOut") return on(leftOutId, photoIds);
  const vehicleId = group.vehicleId ?? makeId();
  return on(vehicleId, [...includedOf(group), ...photoIds]);
}

/** Photos that become a group of their own, whose car is still to be said. */
export function splitOff(photoIds: readonly string[], makeId: MakeId): Correction {
  return on(makeId(), photoIds);
}

/** The part of a group from one of its photos on. */
export function restFrom(group: ReviewGroup, photoId: string): readonly string[] {
  const included = includedOf(group);
  const at = included.indexOf(photoId);
  return at < 0 ? [] : included.slice(at);
}

/** All of a group on one car. */
export function assigned(group: ReviewGroup, vehicleId: string): Correction {
  return on(vehicleId, includedOf(group));
}

export function leftOut(photoIds: readonly string[]): Correction {
  return on(leftOutId, photoIds);
}

function on(vehicleId: string, photoIds: readonly string[]): Correction {
  return { vehicleId, placements: [...new Set(photoIds)].map((photoId) => ({ photoId, vehicleId })) };
}
