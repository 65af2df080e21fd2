import type { Sharp } from "sharp";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import type { Size } from "#shared/rules/photo-geometry.ts";
import { fromPixels, type Pixels, shrunk } from "./pixels.ts";

export interface EncodedPicture extends Size {
  readonly bytes: Buffer;
  readonly mime: string;
}

type Format = PhotoRecipe["format"];

export const endings: Readonly<Record<Format, string>> = {
  jpeg: "jpg",
  webp: "webp",
  avif: "avif",
  png: "png",
};

/** Below this a smaller picture looks better than a worse one. */
const lowestQuality = 40;
const shrinkStep = 0.85;
/** A picture of this size that is still too large in bytes goes out all the same. */
const smallestEdge = 64;
/** Between two qualities so close the search ends: each try is a whole encoding. */
const closeEnough = 4;

/** A file without any metadata, within `maxBytes`: with less quality first, then smaller. */
export async function encoded(
  pixels: Pixels,
  { format, quality, maxBytes }: Pick<PhotoRecipe, "format" | "quality" | "maxBytes">,
): Promise<EncodedPicture> {
  for (let picture = pixels; ;) {
    const bytes = await bestWithin(picture, format, quality, maxBytes ?? Infinity);
    const longEdge = Math.max(picture.width, picture.height);
    if (bytes) return { bytes, width: picture.width, height: picture.height, mime: `image/${format}` };
    picture = await shrunk(picture, Math.max(smallestEdge, Math.floor(longEdge * shrinkStep)));
    if (longEdge <= smallestEdge) maxBytes = null;
  }
}

/** The best quality that fits; null where none does. */
async function bestWithin(
  pixels: Pixels,
  format: Format,
  quality: number,
  limit: number,
): Promise<Buffer | null> {
  const wanted = await encode(pixels, format, quality);
  if (wanted.length <= limit) return wanted;
  if (format === "png" || quality <= lowestQuality) return null;
  let best = await encode(pixels, format, lowestQuality);
  if (best.length > limit) return null;
  for (let [fits, tooMuch] = [lowestQuality, quality]; tooMuch - fits > closeEnough;) {
    const middle = Math.floor((fits + tooMuch) / 2);
    const bytes = await encode(pixels, format, middle);
    if (bytes.length > limit) tooMuch = middle;
    else [fits, best] = [middle, bytes];
  }
  return best;
}

/** AVIF with an effort of 2 takes four times as long as with none, for a twentieth of the bytes. */
const encoders: Readonly<Record<Format, (picture: Sharp, quality: number) => Sharp>> = {
  jpeg: (picture, quality) => picture.jpeg({ quality }),
  webp: (picture, quality) => picture.webp({ quality, effort: 2 }),
  avif: (picture, quality) => picture.avif({ quality, effort: 0 }),
  png: (picture) => picture.png(),
};

function encode(pixels: Pixels, format: Format, quality: number): Promise<Buffer> {
  return encoders[format](fromPixels(pixels), quality).toBuffer();
}
