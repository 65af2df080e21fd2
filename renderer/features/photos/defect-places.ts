import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { Defect, Photo } from "#shared/model/photo.ts";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";
import { type Point, toEdited, toOriginal } from "#shared/rules/photo-geometry.ts";

export interface PinnedDefect {
  readonly id: string;
  readonly number: number;
  readonly defect: Defect;
}

/** The defects of a photo, first pinned first: ids sort by the time of their making. */
export function defectsOf({ defects }: Pick<Photo, "defects">): PinnedDefect[] {
  return Object.entries(defects)
    .flatMap(([id, defect]) => (defect ? [{ id, defect }] : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, defect }, index) => ({ id, defect, number: index + 1 }));
}

/** The edits that are in the picture on show, which may be those before the latest. */
export function editsOnShow({ edits, edited }: Pick<Photo, "edits" | "edited">): PhotoEdits | null {
  return effectiveEdits(edits) === null ? null : (edited?.edits ?? null);
}

type Placed = Pick<Photo, "original">;

/** Where a point of the upright original is in a picture with these edits; null where it was cut off. */
export function placeOf(point: Point, { original }: Placed, edits: PhotoEdits | null): Point | null {
  const { x, y } = edits ? toEdited(point, original, edits) : point;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : null;
}

/** What point of the upright original stands at a place of the picture, within the original. */
export function pointAt(place: Point, { original }: Placed, edits: PhotoEdits | null): Point {
  const { x, y } = edits ? toOriginal(place, original, edits) : place;
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}
