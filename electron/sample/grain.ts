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
