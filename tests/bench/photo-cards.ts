import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { cameraPicture } from "../support/images.ts";

/** Files as a camera leaves them on a card, with the small picture that cameras put into EXIF. */
export interface Card {
  readonly folder: string;
  readonly paths: readonly string[];
}

export interface CardSize {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** Of the JPEGs; a camera's own by default. */
  readonly quality?: number;
}

/**
 * Forty photos, enough that what an import takes once weighs no more than it does on a card, each about as heavy as a
 * camera's finest JPEG (24 megapixels: 6.8 MB): most of the work is in their bytes.
 */
export function speedCard(parent: string, name: string, width: number, height: number): Promise<Card> {
  return drawCard(parent, name, { width, height, count: 40, quality: 88 });
}

/** Every photo is another picture: the same file, or the same rendition, would be recognised and not written again. */
export async function drawCard(parent: string, name: string, size: CardSize): Promise<Card> {
  const folder = join(parent, name);
  await mkdir(folder, { recursive: true });
  const picture = await drawn(size);
  return filled(folder, size.count, "jpg", (index) =>
    withComment(withOtherPixels(picture, index), `Photo ${index} of ${name}`),
  );
}

/** Copies of one HEIC, told apart by an empty box behind it, which readers skip. */
export async function heicCard(parent: string, sample: string, count: number): Promise<Card> {
  const folder = join(parent, "heic");
  await mkdir(folder, { recursive: true });
  const picture = await readFile(sample);
  return filled(folder, count, "heic", (index) => {
    const words = Buffer.from(`Photo ${index}`);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + words.length);
    head.write("free", 4, "latin1");
    return Buffer.concat([picture, head, words]);
  });
}

async function filled(
  folder: string,
  count: number,
  ending: string,
  content: (index: number) => Buffer,
): Promise<Card> {
  const paths = Array.from({ length: count }, (_, index) =>
    join(folder, `IMG_${String(index + 1).padStart(4, "0")}.${ending}`),
  );
  for (const [index, path] of paths.entries()) await writeFile(path, content(index));
  return { folder, paths };
}

async function drawn({ width, height, quality }: CardSize): Promise<Buffer> {
  const camera = await cameraPicture(width, height, width);
  const picture = quality === undefined ? camera : await sharp(camera).jpeg({ quality }).toBuffer();
  const thumbnail = await sharp(camera).resize(160, 120, { fit: "fill" }).jpeg({ quality: 70 }).toBuffer();
  return withExif(picture, thumbnail);
}

/**
 * The same coefficients by other steps: up to seven more in each of the four coarsest but one of the first quantization
 * table, which gives 4,096 pictures that take the same time to decode.
 */
function withOtherPixels(jpeg: Buffer, index: number): Buffer {
  const other = Buffer.from(jpeg);
  const table = firstTable(other);
  for (const step of [0, 1, 2, 3]) other[table + 1 + step]! += (index >> (3 * step)) & 7;
  return other;
}

/** Where the 64 steps of the first 8-bit quantization table begin, in zigzag order. */
function firstTable(jpeg: Buffer): number {
  for (let at = 2; jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2))
    if (jpeg[at + 1] === 0xdb) return at + 5;
  throw new Error("The picture has no quantization table");
}

/** In place of whatever EXIF there was: a time of capture, and a thumbnail in the second directory. */
function withExif(jpeg: Buffer, thumbnail: Buffer): Buffer {
  const bare = withoutExif(jpeg);
  const tiff = Buffer.alloc(118);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  entry(tiff, 10, { tag: 0x8769, type: 4, count: 1, value: 26 });
  tiff.writeUInt32LE(64, 22);
  tiff.writeUInt16LE(1, 26);
  entry(tiff, 28, { tag: 0x9003, type: 2, count: 20, value: 44 });
  tiff.write("2026:03:01 10:00:00\0", 44, "latin1");
  tiff.writeUInt16LE(2, 64);
  entry(tiff, 66, { tag: 0x0201, type: 4, count: 1, value: 118 });
  entry(tiff, 78, { tag: 0x0202, type: 4, count: 1, value: thumbnail.length });
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, thumbnail]);
  return Buffer.concat([bare.subarray(0, 2), segment(0xe1, exif), bare.subarray(2)]);
}

function entry(
  tiff: Buffer,
  at: number,
  { tag, type, count, value }: { tag: number; type: number; count: number; value: number },
): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(count, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}

function withoutExif(jpeg: Buffer): Buffer {
  if (jpeg.readUInt16BE(2) !== 0xffe1) return jpeg;
  return Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(4 + jpeg.readUInt16BE(4))]);
}

function withComment(jpeg: Buffer, text: string): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xfe, Buffer.from(text, "latin1")), jpeg.subarray(2)]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
