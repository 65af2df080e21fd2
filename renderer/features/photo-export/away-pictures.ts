import type { PlannedPicture } from "./picture-plan.ts";

/** Ids of photos of which this desk lacks the file that a picture is made of. */
export interface AwayPictures {
  /** The large picture is here: without the hub a picture is made of that. */
  readonly smaller: readonly string[];
  /** Without the hub there is no picture. */
  readonly missing: readonly string[];
}

/** The longest side of the large picture that every photo has, in pixels. */
const largeEdge = 1920;

/** `longEdge` is what the channel wants, `lacking` what does not lie on this desk. */
export function awayPictures(
  pictures: readonly PlannedPicture[],
  longEdge: number,
  lacking: ReadonlySet<string>,
): AwayPictures {
  const [smaller, missing]: [string[], string[]] = [[], []];
  for (const { photo } of pictures) {
    if (!lacking.has(photo.originalSha256)) continue;
    if (lacking.has(photo.fallback)) missing.push(photo.id);
    else if (Math.min(longEdge, Math.max(photo.width, photo.height)) > largeEdge) smaller.push(photo.id);
  }
  return { smaller, missing };
}
