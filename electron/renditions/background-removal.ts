/** Largest difference of a channel at which a colour is still the background, and from which on it is none of it. */
const same = 18;
const different = 90;

/**
 * Makes whatever has the colour of an even border transparent, with edges as soft as they were: the paper around a logo, and
 * the paper inside of its letters. RGBA in, RGBA out.
 */
export function withoutBackground(pixels: Buffer, width: number, height: number): Buffer {
  const paper = borderColor(pixels, width, height);
  const cleared = Buffer.from(pixels);
  for (let offset = 0; offset < cleared.length; offset += 4) {
    const share = inkShare(pixels, offset, paper);
    if (share >= 1) continue;
    cleared[offset + 3] = Math.round(pixels[offset + 3]! * share);
    // The paper's share is taken out of the colour, or edges would keep a pale rim.
    for (const band of share > 0 ? [0, 1, 2] : [])
      cleared[offset + band] = clamp((pixels[offset + band]! - (1 - share) * paper[band]!) / share);
  }
  return cleared;
}

/** How much of a pixel is not the background: 0 to 1. */
function inkShare(pixels: Buffer, offset: number, paper: readonly number[]): number {
  const distance = Math.max(...[0, 1, 2].map((band) => Math.abs(pixels[offset + band]! - paper[band]!)));
  return Math.min(1, Math.max(0, (distance - same) / (different - same)));
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
