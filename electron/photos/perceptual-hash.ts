import type { GreyPixels } from "./grey-pixels.ts";

const side = 32;
const frequencies = 8;

/** `cosines[u][x]` of a discrete cosine transform. */
const cosines = Array.from({ length: frequencies }, (_, u) =>
  Float64Array.from({ length: side }, (_value, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side))),
);

/**
 * 64 bits in hexadecimal that change little when a picture is scaled, recompressed or made lighter: which of its 64 lowest
 * frequencies are above their median (pHash). Of pixels that are there anyway, where a library would decode and shrink the
 * picture again.
 */
export function perceptualHash(pixels: GreyPixels): string {
  const strengths = lowFrequencies(shrunk(pixels));
  // The mean brightness is no part of what a picture looks like.
  const median = middle(strengths.slice(1));
  let bits = 0n;
  for (const strength of strengths) bits = (bits << 1n) | (strength > median ? 1n : 0n);
  return bits.toString(16).padStart(16, "0");
}

/** Means of 32 x 32 boxes. */
function shrunk({ data, width, height }: GreyPixels): Float64Array {
  const sums = new Float64Array(side * side);
  const counts = new Uint32Array(side * side);
  const columns = Uint8Array.from({ length: width }, (_, x) => Math.floor((x * side) / width));
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * side) / height) * side;
    for (let x = 0; x < width; x++) {
      const box = row + columns[x]!;
      sums[box]! += data[y * width + x]!;
      counts[box]! += 1;
    }
  }
  // A picture narrower than the grid leaves boxes empty; they take what is before them.
  for (let box = 0; box < sums.length; box++)
    sums[box] = counts[box] ? sums[box]! / counts[box]! : (sums[box - 1] ?? 0);
  return sums;
}

function lowFrequencies(grid: Float64Array): number[] {
  const rows = cosines.map((wave) =>
    Float64Array.from({ length: side }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < side; x++) sum += grid[y * side + x]! * wave[x]!;
      return sum;
    }),
  );
  return cosines.flatMap((wave) =>
    rows.map((row) => row.reduce((sum, value, y) => sum + value * wave[y]!, 0)),
  );
}

function middle(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
