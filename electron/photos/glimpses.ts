import { open, stat } from "node:fs/promises";
import sharp from "sharp";
import { type Glimpse, readGlimpse } from "./exif-facts.ts";

/** What can be shown of a file before anything was made of it. */
export interface UprightGlimpse {
  readonly capturedAt: string | null;
  readonly thumbnail: Buffer | null;
}

const nothing: UprightGlimpse = { capturedAt: null, thumbnail: null };

/** EXIF and the thumbnail in it lie within the first 64 kB of a JPEG, and seldom much further in anything else. */
const headBytes = 128 * 1024;
/** A thumbnail above this is the preview of a raw file, and is made smaller. */
const largestThumbnail = 64 * 1024;

/** Nothing of it is worth an error: what cannot be read now says why when it is copied. */
export async function glimpseOf(path: string): Promise<UprightGlimpse> {
  try {
    // A pipe or device would wait for ever.
    if (!(await stat(path)).isFile()) return nothing;
    const glimpse = readGlimpse(await readHead(path));
    return { capturedAt: glimpse.capturedAt, thumbnail: await upright(glimpse) };
  } catch {
    return nothing;
  }
}

async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path, "r");
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead);
}

/** Cameras store the thumbnail as the sensor lay, whatever the orientation says. */
async function upright({ thumbnail, orientation }: Glimpse): Promise<Buffer | null> {
  if (!thumbnail || (orientation === 1 && thumbnail.length <= largestThumbnail)) return thumbnail;
  const { degrees, mirrored } = turnsByOrientation[orientation] ?? { degrees: 0, mirrored: false };
  return sharp(thumbnail, { failOn: "none" })
    .rotate(degrees)
    .flop(mirrored)
    .resize({ width: 320, height: 320, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer()
    .catch(() => null);
}

/** By the number of the EXIF standard: mirrored from left to right, then turned clockwise. */
const turnsByOrientation: Readonly<Record<number, { degrees: number; mirrored: boolean }>> = {
  2: { degrees: 0, mirrored: true },
  3: { degrees: 180, mirrored: false },
  4: { degrees: 180, mirrored: true },
  5: { degrees: 270, mirrored: true },
  6: { degrees: 90, mirrored: false },
  7: { degrees: 90, mirrored: true },
  8: { degrees: 270, mirrored: false },
};
