import { randomOf } from "./random.ts";

/** Noise with a bell-shaped spread of about one, enough of it that no eye finds where it repeats. */
function noise(name: string): Int16Array {
  const random = randomOf(name);
  return Int16Array.from({ length: 65_536 }, () => (random() + random() + random() - 1.5) * 512);
}

/**
 * Roughens RGB pixels in place. `strength` gives the deviation (in steps of 255) for a row. Colour channels move mostly
 * together, as on a sensor after its own noise reduction.
 */
export function roughen(
  pixels: Buffer,
  { width, height, name }: { width: number; height: number; name: string },
  strength: (row: number) => number,
): void {
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const grain = noise(name);
  const random = randomOf(`${name}/rows`);
  for (let row = 0; row < height; row += 1) {
    const amount = strength(row) / 256;
    let at = Math.floor(random() * 65_536);
    for (let index = row * width * 3, end = index + width * 3; index < end; index += 3) {
      at = (at + 1) & 0xffff;
      const shared = (grain[at] ?? 0) * amount;
      const color = (grain[(at * 7) & 0xffff] ?? 0) * amount * 0.3;
      clamped[index] = (clamped[index] ?? 0) + shared + color;
      clamped[index + 1] = (clamped[index + 1] ?? 0) + shared;
      clamped[index + 2] = (clamped[index + 2] ?? 0) + shared - color;
    }
  }
}

/** RGBA pixels with their place in a larger picture. */
export interface Layer {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/**
 * Lays a layer over RGB pixels, in place; what hangs over the edges is cut off. Ours because a composite of sharp takes the
 * whole picture through several passes, which was a third of the time that a drawing took.
 */
export function lay(pixels: Buffer, frame: { width: number; height: number }, layer: Layer): void {
  const from = Math.max(0, -layer.left);
  const to = Math.min(layer.width, frame.width - layer.left);
  for (let row = Math.max(0, -layer.top); row < layer.height && row + layer.top < frame.height; row += 1) {
    let source = (row * layer.width + from) * 4;
    let target = ((row + layer.top) * frame.width + layer.left + from) * 3;
    for (let column = from; column < to; column += 1, source += 4, target += 3) {
      const alpha = layer.pixels[source + 3] ?? 0;
      if (alpha === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const below = pixels[target + channel] ?? 0;
        const above = layer.pixels[source + channel] ?? 0;
        pixels[target + channel] = below + ((above - below) * alpha) / 255;
      }
    }
  }
}
