import sharp from "sharp";
import { noEdits, type PhotoEdits } from "#shared/model/photo-edits.ts";
import { channelGains, effectiveEdits } from "#shared/rules/photo-edits.ts";
import {
  frameAfter,
  middleOf,
  type PixelBox,
  pixelsOf,
  type Size,
  sizeAfter,
} from "#shared/rules/photo-geometry.ts";
import { PhotoRefusal } from "../photos/photo-refusal.ts";
import { type OpenedPicture, uprightPixels } from "../photos/picture-opening.ts";
import { fromPixels, type Pixels, toPixels, within } from "./pixels.ts";
import { blurRegions } from "./region-blur.ts";

/** How large a picture is wanted, and in which shape, cut from the middle; null keeps its own. */
export interface Wanted {
  readonly longEdge: number;
  readonly shape: Size | null;
}

/**
 * Most pixels that are worked on, which bounds memory whatever a camera gives. What is lost is detail of a small part cut
 * from a picture that has more.
 */
const workingLimit = 40_000_000;
const whole = { left: 0, top: 0, width: 1, height: 1 };

/**
 * A picture with its edits: no larger than wanted and never enlarged. It is decoded just as large as that needs, so a JPEG
 * is scaled by its decoder.
 */
export async function editedPixels(
  picture: OpenedPicture,
  edits: PhotoEdits | null,
  wanted: Wanted,
): Promise<Pixels> {
  const effective = effectiveEdits(edits) ?? noEdits;
  const upright = await decoded(picture, workingSize(picture, effective, wanted));
  await blurRegions(upright, effective.blurs);
  const turned = await rotated(upright, effective.quarterTurns * 90 + effective.straighten);
  const box = boxToKeep(turned, upright, effective, wanted.shape);
  const { red, green, blue } = channelGains(effective);
  const cut = fromPixels(turned)
    .extract(box)
    .resize({ ...within(box, wanted.longEdge), fit: "fill" });
  const isPlain = red === 1 && green === 1 && blue === 1;
  return toPixels(isPlain ? cut : cut.linear([red, green, blue], [0, 0, 0]));
}

/** The size of the whole picture at which what is kept of it has the wanted size. */
function workingSize(picture: OpenedPicture, edits: PhotoEdits, { longEdge, shape }: Wanted): Size {
  const full = sizeAfter(picture.width, picture.height, edits);
  const kept = pixelsOf(shape ? middleOf(full, shape) : whole, full);
  const scale = Math.min(
    1,
    longEdge / Math.max(kept.width, kept.height),
    Math.sqrt(workingLimit / (picture.width * picture.height)),
  );
  return within(picture, Math.ceil(Math.max(picture.width, picture.height) * scale));
}

/** What is broken inside is shown as far as it goes, as the import did. */
async function decoded(picture: OpenedPicture, size: Size): Promise<Pixels> {
  const { data, info } = await uprightPixels(picture, { ...size, fit: "fill" }, "none").catch(
    (error: unknown) => {
      throw new PhotoRefusal("broken", error);
    },
  );
  const { width, height, channels } = info;
  if (channels === 3) return { data, width, height };
  return toPixels(sharp(data, { raw: { width, height, channels } }).toColourspace("srgb").removeAlpha());
}

/** Pixels that a slanted edge is mixed with. */
const bleed = 2;

/**
 * Clockwise, on a canvas that holds all of it. A slant mixes the edge with what is beyond it, so there is more of the edge
 * put there first: the frame that is kept touches it.
 */
async function rotated(pixels: Pixels, degrees: number): Promise<Pixels> {
  if (degrees % 360 === 0) return pixels;
  if (degrees % 90 === 0) return toPixels(fromPixels(pixels).rotate(degrees));
  const [top, bottom, left, right] = [bleed, bleed, bleed, bleed];
  const wider = await toPixels(fromPixels(pixels).extend({ top, bottom, left, right, extendWith: "copy" }));
  return toPixels(fromPixels(wider).rotate(degrees));
}

/** What is cut from the turned canvas: the frame that straightening leaves, the crop in it, the shape in that. */
function boxToKeep(canvas: Pixels, upright: Size, edits: PhotoEdits, shape: Size | null): PixelBox {
  const frame = frameAfter(upright.width, upright.height, edits);
  const crop = pixelsOf(edits.crop ?? whole, frame);
  const middle = pixelsOf(shape ? middleOf(crop, shape) : whole, crop);
  return {
    left: Math.round((canvas.width - frame.width) / 2) + crop.left + middle.left,
    top: Math.round((canvas.height - frame.height) / 2) + crop.top + middle.top,
    width: middle.width,
    height: middle.height,
  };
}
