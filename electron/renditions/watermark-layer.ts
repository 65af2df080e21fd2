import sharp, { type OverlayOptions } from "sharp";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import type { Size } from "#shared/rules/photo-geometry.ts";
import { PhotoRefusal } from "../photos/photo-refusal.ts";

type Watermark = NonNullable<PhotoPreset["watermark"]>;

/** Room to the edges, of the picture's shorter side. */
const margin = 0.03;
/** Most of the picture's height that a tall mark takes. */
const tallest = 0.9;

/** `taken` says how much a banner takes at the top and the bottom; the mark keeps off it. */
export async function watermarkLayer(
  { place, scale, opacity }: Watermark,
  file: string,
  picture: Size,
  taken: { top: number; bottom: number },
): Promise<OverlayOptions> {
  const edge = Math.round(Math.min(picture.width, picture.height) * margin);
  const room = {
    width: Math.max(1, Math.min(Math.round(picture.width * scale), picture.width)),
    height: Math.max(1, Math.round((picture.height - taken.top - taken.bottom) * tallest)),
  };
  const { data, info } = await sharp(file, { failOn: "none" })
    .resize({ ...room, fit: "inside" })
    .toColourspace("srgb")
    .ensureAlpha()
    .linear([1, 1, 1, opacity], [0, 0, 0, 0])
    .png()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new PhotoRefusal("broken", error);
    });
  const right = picture.width - info.width;
  const bottom = picture.height - info.height - taken.bottom;
  const left = place === "center" ? right / 2 : place.endsWith("Left") ? edge : right - edge;
  const top =
    place === "center"
      ? (taken.top + bottom) / 2
      : place.startsWith("top")
        ? taken.top + edge
        : bottom - edge;
  return { input: data, left: inside(left, right), top: inside(top, picture.height - info.height) };
}

function inside(value: number, most: number): number {
  return Math.max(0, Math.min(Math.round(value), most));
}
