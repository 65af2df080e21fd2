import { noEdits, type PhotoEdits } from "../model/photo-edits.ts";
import type { EditedRenditions, Photo, Renditions } from "../model/photo.ts";
import { isSame } from "./canonical-json.ts";

type Edited = Pick<Photo, "edits" | "edited">;
type Shown = Pick<EditedRenditions, "renditions" | "dominantColor">;

/** The edits that are to be seen, or null where the picture is as the camera took it. */
export function effectiveEdits(edits: PhotoEdits | null): PhotoEdits | null {
  return edits === null || isSame(edits, noEdits) ? null : edits;
}

/**
 * What is shown of a photo: with its edits where it has any. Until new edits were made into renditions, those of the edits
 * before stay on show, so that a covered number plate does not come out for a moment.
 */
export function onShow(photo: Edited & Shown): Shown {
  return effectiveEdits(photo.edits) === null ? photo : (photo.edited ?? photo);
}

export function renditionsOf(photo: Edited & Shown): Renditions {
  return onShow(photo).renditions;
}

/** Whether the photo has edits that its edited renditions do not show. */
export function isEditedStale({ edits, edited }: Edited): boolean {
  const wanted = effectiveEdits(edits);
  return wanted !== null && !isSame(wanted, edited?.edits);
}

export interface ChannelGains {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Gamma of the sRGB curve, near enough: a gain of light becomes a gain of encoded values by this root. */
const gamma = 2.2;
/** At full warmth amber gets this much more, and blue this much less. */
const warmest = 1.15;
const mostMagenta = 1.1;

/** What exposure and white balance multiply gamma-encoded sRGB values by; 1 leaves them. */
export function channelGains({
  exposure,
  warmth,
  tint,
}: Pick<PhotoEdits, "exposure" | "warmth" | "tint">): ChannelGains {
  const light = 2 ** (exposure / gamma);
  const magenta = mostMagenta ** (tint / 2);
  return {
    red: light * warmest ** warmth * magenta,
    green: light * mostMagenta ** -tint,
    blue: light * warmest ** -warmth * magenta,
  };
}
