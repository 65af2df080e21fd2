import type { PhotoMeasures } from "#shared/model/photo.ts";
import type { GreyPixels } from "./grey-pixels.ts";
import type { Pixels } from "./picture-pixels.ts";
import { uprightness } from "./uprightness.ts";

/** The picture in parts this many across and down; a car that is sharp before a soft background is a sharp picture. */
const partsAcross = 6;
const partsDown = 5;

/** Luma at and beyond which nothing can be told apart. */
const black = 4;
const white = 251;

/** `medium` is the grey of the 800 px rendition, `small` that of 320 px in colour. */
export function measure(medium: GreyPixels, small: Pixels): PhotoMeasures {
  const light = lightOf(medium);
  return { sharpness: sharpness(medium), ...light, upright: uprightness(small) };
}

function lightOf({
  data,
}: GreyPixels): Pick<PhotoMeasures, "brightness" | "clippedShadows" | "clippedHighlights"> {
  const counts = new Uint32Array(256);
  for (let pixel = 0; pixel < data.length; pixel++) counts[data[pixel]!]! += 1;
  const total = counts.reduce((sum, count, luma) => sum + count * luma, 0);
  const share = (from: number, to: number) =>
    counts.subarray(from, to + 1).reduce((sum, count) => sum + count, 0) / data.length;
  return {
    brightness: total / data.length / 255,
    clippedShadows: share(0, black),
    clippedHighlights: share(white, 255),
  };
}

/** The variance of the Laplacian in the part where it is highest. */
function sharpness(pixels: GreyPixels): number {
  let highest = 0;
  for (let row = 0; row < partsDown; row++)
    for (let column = 0; column < partsAcross; column++)
      highest = Math.max(highest, variance(pixels, column, row));
  return highest;
}

function variance({ data, width, height }: GreyPixels, column: number, row: number): number {
  const [left, right] = [edge(width, column, partsAcross), edge(width, column + 1, partsAcross)];
  const [top, bottom] = [edge(height, row, partsDown), edge(height, row + 1, partsDown)];
  const count = (right - left) * (bottom - top);
  if (count <= 0) return 0;
  let sum = 0;
  let squares = 0;
  for (let y = top; y < bottom; y++) {
    // Within a row both stay small whole numbers, which the engine adds fastest.
    let rowSum = 0;
    let rowSquares = 0;
    const end = y * width + right;
    for (let at = y * width + left; at < end; at++) {
      const step = 4 * data[at]! - data[at - 1]! - data[at + 1]! - data[at - width]! - data[at + width]!;
      rowSum += step;
      rowSquares += step * step;
    }
    sum += rowSum;
    squares += rowSquares;
  }
  return squares / count - (sum / count) ** 2;
}

/** Where a part begins; a pixel is left out all around, which has no neighbours on one side. */
function edge(length: number, part: number, parts: number): number {
  return 1 + Math.floor(((length - 2) * part) / parts);
}
