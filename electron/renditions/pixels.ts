import sharp, { type Sharp } from "sharp";
import type { Size } from "#shared/rules/photo-geometry.ts";

/** An upright picture in memory: rows from the top, 8-bit sRGB without transparency. */
export interface Pixels extends Size {
  readonly data: Buffer;
}

export function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

export async function toPixels(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`A picture came out with ${info.channels} channels`);
  return { data, width: info.width, height: info.height };
}

/** The size within `longEdge`, never larger than it is. */
export function within({ width, height }: Size, longEdge: number): Size {
  const scale = Math.min(1, longEdge / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

export async function shrunk(pixels: Pixels, longEdge: number): Promise<Pixels> {
  const size = within(pixels, longEdge);
  if (size.width === pixels.width && size.height === pixels.height) return pixels;
  return toPixels(fromPixels(pixels).resize({ ...size, fit: "fill" }));
}
