import type { Pixels } from "./picture-pixels.ts";

/** Luma, one byte a pixel, rows from the top. */
export interface GreyPixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A copy of its own, by the weights of Rec. 601 in whole numbers, as JPEG has them. */
export function greyOf({ data, info: { width, height, channels } }: Pixels): GreyPixels {
  if (channels < 3) return { data: channels === 1 ? new Uint8Array(data) : everyOther(data), width, height };
  const grey = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += channels)
    grey[pixel] = (data[at]! * 77 + data[at + 1]! * 150 + data[at + 2]! * 29) >> 8;
  return { data: grey, width, height };
}

/** Grey without the alpha beside it. */
function everyOther(data: Uint8Array): Uint8Array {
  return data.filter((_, index) => index % 2 === 0);
}
