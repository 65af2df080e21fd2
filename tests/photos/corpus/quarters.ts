import sharp from "sharp";
import { cornerColors } from "../../support/images.ts";

export type Rgb = readonly [number, number, number];

/** Colours of a picture's quarters: top left, top right, bottom left, bottom right. */
export type Quarters = readonly [Rgb, Rgb, Rgb, Rgb];

export const vivid: Quarters = [
  cornerColors.topLeft,
  cornerColors.topRight,
  cornerColors.bottomLeft,
  cornerColors.bottomRight,
];
/** Colours that printing inks reach. */
export const printable: Quarters = [
  [170, 90, 80],
  [100, 140, 90],
  [90, 110, 150],
  [190, 180, 120],
];
export const greys: Quarters = [
  [40, 40, 40],
  [110, 110, 110],
  [160, 160, 160],
  [220, 220, 220],
];

/** Raw pixels of a picture of four coloured quarters. */
export function quartersPicture(colors: Quarters, width = 96, height = 64) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels.set(colors[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]!, (y * width + x) * 3);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** What a picture shows in the middle of its quarters, means of a few pixels. */
export async function quartersOf(path: string): Promise<Quarters> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const middle = (across: number, down: number): Rgb => {
    const sum = [0, 0, 0];
    const [left, top] = [Math.round(info.width * across), Math.round(info.height * down)];
    for (let y = top - 2; y <= top + 2; y++)
      for (let x = left - 2; x <= left + 2; x++)
        for (let band = 0; band < 3; band++) sum[band]! += data[(y * info.width + x) * info.channels + band]!;
    return [sum[0]! / 25, sum[1]! / 25, sum[2]! / 25];
  };
  return [middle(0.25, 0.25), middle(0.75, 0.25), middle(0.25, 0.75), middle(0.75, 0.75)];
}

type Matrix = readonly [Rgb, Rgb, Rgb];

/** From linear sRGB, by the definitions in CSS Color 4. */
const toAdobe: Matrix = [
  [0.715_125_601_6, 0.284_874_398_4, 0],
  [0, 1, 0],
  [0, 0.041_161_903_6, 0.958_838_096_4],
];

const linear = (value: number) =>
  value <= 0.040_45 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;

function converted([r, g, b]: Rgb, matrix: Matrix, encode: (light: number) => number): Rgb {
  const light = [linear(r), linear(g), linear(b)];
  const band = (row: Rgb) =>
    Math.round(255 * encode(row[0] * light[0]! + row[1] * light[1]! + row[2] * light[2]!));
  return [band(matrix[0]), band(matrix[1]), band(matrix[2])];
}

/** The numbers by which the same colours are written in Adobe RGB. */
export const inAdobeRgb = (colors: Quarters) =>
  colors.map((color) => converted(color, toAdobe, (light) => light ** (256 / 563))) as unknown as Quarters;
