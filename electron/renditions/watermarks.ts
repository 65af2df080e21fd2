import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { BlobStore } from "../photos/blob-store.ts";
import { makeFolder, writeWhole } from "../photos/durable-file.ts";
import { pictureFormat, signatureBytes } from "../photos/picture-signature.ts";
import { withoutBackground } from "./background-removal.ts";
import { storeBytes } from "./stored-bytes.ts";

export interface Watermark {
  readonly image: string;
  readonly width: number;
  readonly height: number;
}

/** The dealer's marks: PNGs with transparency in the content store, and the list of those that this desk has taken in. */
export interface Watermarks {
  /** Null where the file cannot be used: no picture, broken, too large, or nothing is left of it. */
  add(path: string, removeBackground: boolean): Promise<Watermark | null>;
  all(): AsyncIterable<string>;
}

/** Pixels of a file that is read, and of the long edge of what is kept. */
const pixelLimit = 50_000_000;
const longEdge = 1600;

export async function openWatermarks(
  folder: string,
  blobs: BlobStore,
  onAdded: (sha256: string) => void,
): Promise<Watermarks> {
  await makeFolder(folder);
  return {
    async add(path, removeBackground) {
      const made = await makeMark(path, removeBackground).catch(() => null);
      if (!made) return null;
      const image = await storeBytes(made.data, blobs);
      await writeWhole(join(folder, image), "", blobs.tempFile());
      onAdded(image);
      return { image, width: made.width, height: made.height };
    },
    async *all() {
      for (const name of await readdir(folder)) if (/^[0-9a-f]{64}$/.test(name)) yield name;
    },
  };
}

/** Transparent borders are cut off, so that a mark's size is what is seen of it. */
async function makeMark(path: string, removeBackground: boolean) {
  const input = await readPicture(path);
  const { data, info } = await sharp(input, { limitInputPixels: pixelLimit, pages: 1 })
    .autoOrient()
    .resize({ width: longEdge, height: longEdge, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const pixels = removeBackground ? withoutBackground(data, width, height) : data;
  const box = boxOfVisible(pixels, width, height);
  if (!box) return null;
  const mark = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .extract(box)
    .png()
    .toBuffer();
  return { data: mark, width: box.width, height: box.height };
}

async function readPicture(path: string): Promise<Buffer> {
  await using file = await open(path, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(signatureBytes), 0, signatureBytes, 0);
  // Throws for whatever is no picture.
  pictureFormat(buffer.subarray(0, bytesRead));
  const { size } = await file.stat();
  const whole = Buffer.alloc(size);
  await file.read(whole, 0, size, 0);
  return whole;
}

function boxOfVisible(pixels: Buffer, width: number, height: number) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (pixels[(y * width + x) * 4 + 3]! < 8) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
