/** Largest difference of a channel at which a colour is still the background, and from which on it is none of it. */
const same = 18;
const different = 90;
/** Pixels that a soft edge is wide, on either side. */
const reach = 3;

/**
 * Makes whatever has the colour of an even border transparent, with edges as soft as they were: the paper around a logo, and
 * the paper inside of its letters. RGBA in, RGBA out.
 */
export function withoutBackground(pixels: Buffer, width: number, height: number): Buffer {
  const paper = borderColor(pixels, width, height);
  const distances = distancesFrom(paper, pixels);
  const inks = largestNearby(largestNearby(distances, width, height, 1), width, height, width);
  const cleared = Buffer.from(pixels);
  for (let index = 0; index < distances.length; index++) {
    const share = inkShare(distances[index]!, inks[index]!);
    if (share >= 1) continue;
    const offset = index * 4;
    cleared[offset + 3] = Math.round(pixels[offset + 3]! * share);
    // The paper's share is taken out of the colour, or edges would keep a pale rim.
    if (share > 0)
      for (let band = 0; band < 3; band++)
        cleared[offset + band] = clamp((pixels[offset + band]! - (1 - share) * paper[band]!) / share);
  }
  return cleared;
}

/** How much of a pixel is ink, 0 to 1, by the strongest ink near it. */
function inkShare(distance: number, ink: number): number {
  if (distance <= same) return 0;
  return Math.min(1, distance / Math.max(ink, different));
}

/** How far each pixel is from the paper's colour. */
function distancesFrom(paper: readonly number[], pixels: Buffer): Uint8Array {
  const distances = new Uint8Array(pixels.length / 4);
  const [red = 0, green = 0, blue = 0] = paper;
  for (let index = 0, offset = 0; index < distances.length; index++, offset += 4)
    distances[index] = Math.max(
      Math.abs(pixels[offset]! - red),
      Math.abs(pixels[offset + 1]! - green),
      Math.abs(pixels[offset + 2]! - blue),
    );
  return distances;
}

/** The largest value within reach along a row (`step` 1) or a column (`step` the width). */
function largestNearby(values: Uint8Array, width: number, height: number, step: number): Uint8Array {
  const largest = new Uint8Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [at, last] = step === 1 ? [x, width - 1] : [y, height - 1];
      const index = y * width + x;
      let found = 0;
      for (let offset = -Math.min(reach, at); offset <= Math.min(reach, last - at); offset++)
        found = Math.max(found, values[index + offset * step]!);
      largest[index] = found;
    }
  return largest;
}

/** The median of the border's pixels, channel by channel: a mark that touches an edge does not matter. */
function borderColor(pixels: Buffer, width: number, height: number): number[] {
  const offsets: number[] = [];
  for (let x = 0; x < width; x++) offsets.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) offsets.push(y * width, y * width + width - 1);
  return [0, 1, 2].map((band) => {
    const values = offsets.map((offset) => pixels[offset * 4 + band]!).toSorted((a, b) => a - b);
    return values[values.length >> 1]!;
  });
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
