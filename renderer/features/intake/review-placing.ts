import type { ImportItem } from "#shared/contract/photo-import.ts";
import { type NewCar, type PlannedCar, type ReviewGroup, includedOf, leftOutId } from "./review-groups.ts";

/** A correction of the user: which photos are of which car, null where that is to be found out again. */
export interface Correction {
  readonly vehicleId: string | null;
  readonly photoIds: readonly string[];
  /** What is said of a car that is not in the inventory. */
  readonly planned?: PlannedCar;
}

type MakeId = () => string;

/**
 * Puts photos with those of a group. The group's own are said to be of the same car too, so that what the user has touched
 * stays as it is whatever else is found out about it.
 */
export function movedTo(group: ReviewGroup, photoIds: readonly string[], makeId: MakeId): Correction {
  const { car } = group;
  if (car.type === "leftOut") return leftOut(photoIds);
  const moved = {
    vehicleId: group.vehicleId ?? makeId(),
    photoIds: [...new Set([...includedOf(group), ...photoIds])],
  };
  if (car.type === "new") return { ...moved, planned: { ...car.newCar, isDecided: true } };
  return car.type === "undecided" && car.named
    ? { ...moved, planned: { ...car.named, isDecided: false } }
    : moved;
}

/** Photos that become a group of their own, whose car is still to be said. */
export function splitOff(photoIds: readonly string[], makeId: MakeId): Correction {
  return { vehicleId: makeId(), photoIds };
}

/** Photos of a car that is made once the review is confirmed. */
export function begun(photoIds: readonly string[], car: NewCar, makeId: MakeId): Correction {
  return { vehicleId: makeId(), photoIds, planned: { ...car, isDecided: true } };
}

/** A group of a car in the bin, which comes back once the review is confirmed. */
export function restored(group: ReviewGroup): Correction {
  const planned = { vin: "", stockNumber: "", isDecided: true };
  return { vehicleId: group.vehicleId, photoIds: includedOf(group), planned };
}

/** The part of a group from one of its photos on. */
export function restFrom(group: ReviewGroup, photoId: string): readonly string[] {
  const included = includedOf(group);
  const at = included.indexOf(photoId);
  return at < 0 ? [] : included.slice(at);
}

export function leftOut(photoIds: readonly string[]): Correction {
  return { vehicleId: leftOutId, photoIds };
}

/**
 * A group as it is by now. Acts since it was drawn may have put it all on a car, whose key `became` tells; of one that is not
 * there any more, as more was found out or its photos went elsewhere, those are left that nobody put anywhere.
 */
export function asItStands(
  drawn: ReviewGroup,
  became: ReadonlyMap<string, string>,
  { items, groups }: { items: ReadonlyMap<string, ImportItem>; groups: readonly ReviewGroup[] },
): ReviewGroup {
  const withKey = (key: string | undefined) => groups.find((group) => group.key === key);
  return (
    withKey(became.get(drawn.key)) ??
    withKey(drawn.key) ?? {
      ...drawn,
      photos: drawn.photos.filter(({ photoId }) => items.get(photoId)?.vehicleId === null),
    }
  );
}
