import type { Pixels } from "./picture-pixels.ts";

/** What one end of a picture looks like. */
interface Band {
  /** Shares of pixels: like a blue sky, and like an overcast one. */
  readonly blue: number;
  readonly pale: number;
  /** Share of sky along the very edge. */
  readonly edge: number;
  /** Mean step from pixel to pixel, in luma. */
  readonly texture: number;
  readonly luma: number;
}

/** Shares of a picture's height. */
const bandShare = 0.22;
const edgeShare = 0.05;

/**
 * How surely a picture stands the right way up, by its sky: 1 surely, -1 surely on its head, 0 where it cannot be told. A
 * wrong alarm costs more trust than a missed one, so it is only raised over what is sky to the very edge at the bottom,
 * from side to side, with nothing like it at the top.
 */
export function uprightness(pixels: Pixels): number {
  const { height } = pixels.info;
  const rows = Math.max(1, Math.round(height * bandShare));
  const edge = Math.max(1, Math.round(height * edgeShare));
  if (height < 64 || pixels.info.width < 64 || pixels.info.channels < 3) return 0;
  const top = bandOf(pixels, 0, rows, 0, edge);
  const bottom = bandOf(pixels, height - rows, height, height - edge, height);
  return certainty(top, bottom) - certainty(bottom, top);
}

/** How surely `sky` is one over `ground`. */
function certainty(sky: Band, ground: Band): number {
  const isClear = sky.edge > 0.78 && ground.edge < 0.1 && ground.blue + ground.pale < 0.2;
  if (!isClear || sky.luma - ground.luma < 15) return 0;
  if (sky.blue > 0.25) return sky.blue > 0.5 ? 1 : 0.8;
  // Of an overcast sky a white floor could be made.
  return sky.pale > 0.7 && ground.texture > 2.5 * sky.texture ? 0.5 : 0;
}

function bandOf(
  { data, info: { width, channels } }: Pixels,
  from: number,
  to: number,
  edgeFrom: number,
  edgeTo: number,
): Band {
  let [blue, pale, edge, steps, light] = [0, 0, 0, 0, 0];
  for (let y = from; y < to; y++) {
    const isEdge = y >= edgeFrom && y < edgeTo;
    let before = -1;
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels;
      const r = data[at]!;
      const g = data[at + 1]!;
      const b = data[at + 2]!;
      const luma = (r * 77 + g * 150 + b * 29) >> 8;
      const step = before < 0 ? 0 : Math.abs(luma - before);
      before = luma;
      steps += step;
      light += luma;
      const isBlue = step < 12 && luma > 95 && b > g && g > r && b - r > 25 && b - r < 150;
      const isPale = step < 12 && luma > 195 && Math.abs(b - r) <= 25 && b >= r - 6;
      if (isBlue) blue += 1;
      else if (isPale) pale += 1;
      if (isEdge && (isBlue || isPale)) edge += 1;
    }
  }
  const count = (to - from) * width;
  return {
    blue: blue / count,
    pale: pale / count,
    edge: edge / ((edgeTo - edgeFrom) * width),
    texture: steps / count,
    luma: light / count,
  };
}
