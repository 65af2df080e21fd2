import sharp, { type Sharp } from "sharp";

export interface Frame {
  readonly width: number;
  readonly height: number;
}

export interface SceneLooks {
  /** Multiplies the light of it; 1 leaves it. */
  readonly light?: number;
  /** Softens every edge, in pixels. */
  readonly blur?: number;
  /** Another shot of the same scene: a spot in its corner is elsewhere, so that it is another file and nearly the same picture. */
  readonly again?: number;
}

const columns = 8;
const rows = 6;

/**
 * A mosaic that stands for a photo: lighter above than below as outdoors, with edges to be in focus, and as unlike any other
 * as photos of different things are.
 */
export function scene(frame: Frame, index: number, { light = 1, blur, again }: SceneLooks = {}): Sharp {
  const picture = sharp(mosaic(index, light), { raw: { width: columns, height: rows, channels: 3 } }).resize({
    ...frame,
    fit: "fill",
    kernel: "nearest",
  });
  if (again !== undefined) picture.composite([{ input: spot(frame), left: 8 + again * 24, top: 8 }]);
  return blur === undefined ? picture : picture.blur(blur);
}

function mosaic(index: number, light: number): Buffer {
  const random = sequence(index);
  const pixels = Array.from({ length: columns * rows }, (_, place) => {
    const fromAbove = Math.floor(place / columns) / rows;
    const level = 150 - 60 * fromAbove + (random() - 0.5) * 140;
    return Array.from({ length: 3 }, () => clamp((level + (random() - 0.5) * 60) * light));
  });
  return Buffer.from(pixels.flat());
}

function spot({ width }: Frame): Buffer {
  const side = Math.round(width / 100);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
    <rect width="100%" height="100%" fill="#fff"/></svg>`);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function sequence(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function clamp(value: number): number {
  return Math.round(Math.min(255, Math.max(0, value)));
}
