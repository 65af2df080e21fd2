/** Pictures that tests make for themselves: good ones of every kind, and files that only say they are pictures. */
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflate, deflateSync } from "node:zlib";
import sharp, { type Exif } from "sharp";
import type { PhotoFailure } from "#shared/contract/photo-import.ts";

export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
type Rgb = readonly [number, number, number];

/** What an upright picture of `cornerPicture` shows, quarter by quarter. */
export const cornerColors = {
  topLeft: [210, 40, 40],
  topRight: [40, 180, 60],
  bottomLeft: [40, 70, 210],
  bottomRight: [220, 200, 40],
} as const satisfies Record<string, Rgb>;

/** Where each stored pixel belongs in the upright picture, from the EXIF standard; `w` and `h` are the stored sizes. */
const uprightPlace: Record<
  Orientation,
  (x: number, y: number, w: number, h: number) => readonly [number, number]
> = {
  1: (x, y) => [x, y],
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _w, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _w, h) => [h - 1 - y, x],
  7: (x, y, w, h) => [h - 1 - y, w - 1 - x],
  8: (x, y, w) => [y, w - 1 - x],
};

/** Raw RGB pixels of a picture with four coloured quarters, stored as a camera in that orientation stores it. */
export function cornerPixels(width: number, height: number, orientation: Orientation = 1) {
  const [w, h] = orientation >= 5 ? [height, width] : [width, height];
  const pixels = Buffer.alloc(w * h * 3);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [upX, upY] = uprightPlace[orientation](x, y, w, h);
      const row = upY < height / 2 ? "top" : "bottom";
      pixels.set(cornerColors[`${row}${upX < width / 2 ? "Left" : "Right"}`], (y * w + x) * 3);
    }
  return sharp(pixels, { raw: { width: w, height: h, channels: 3 } });
}

/** A JPEG that is `width` by `height` and shows `cornerColors` once its orientation is honoured. */
export function cornerPicture(width: number, height: number, orientation: Orientation): Promise<Buffer> {
  return cornerPixels(width, height, orientation)
    .withMetadata({ orientation })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** EXIF as a phone writes it, at 20.6736 north, 103.344 west. */
export const phoneExif: Exif = {
  IFD0: { Make: "Acme", Model: "Pocket 7" },
  IFD2: { DateTimeOriginal: "2026:03:14 09:26:53" },
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "20/1 40/1 2496/100",
    GPSLongitudeRef: "W",
    GPSLongitude: "103/1 20/1 3840/100",
  },
};

/** A repeatable sequence of numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Like a camera's: soft shapes with detail and sensor noise, so that its size in bytes is that of a real photo. */
export async function cameraPicture(width: number, height: number, seed: number): Promise<Buffer> {
  const random = seeded(seed);
  const shapes = Buffer.from(Array.from({ length: 48 * 36 * 3 }, () => 40 + Math.floor(random() * 170)));
  const pixels = await sharp(shapes, { raw: { width: 48, height: 36, channels: 3 } })
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
  const noise = Int8Array.from({ length: 65_521 }, () => Math.round((random() + random() - 1) * 22));
  for (let index = 0; index < pixels.length; index++) {
    const value = pixels[index]! + noise[(index * 7) % noise.length]!;
    pixels[index] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif(phoneExif)
    .jpeg({ quality: 93 })
    .toBuffer();
}

/** A file and what importing it comes to: a failure, or a photo that is `damaged`. */
export interface NastyFile {
  readonly path: string;
  readonly outcome: PhotoFailure | "damaged";
}

/** Writes files that are not the pictures they say they are, and says what each of them should come to. */
export async function writeNastyFiles(folder: string): Promise<NastyFile[]> {
  const good = await cameraPicture(640, 480, 1);
  const files: [name: string, content: Buffer | string, outcome: NastyFile["outcome"]][] = [
    ["zero-bytes.jpg", "", "empty"],
    ["header-only.jpg", good.subarray(0, 20), "broken"],
    ["truncated-at-1-percent.jpg", good.subarray(0, Math.floor(good.length * 0.01)), "broken"],
    ["truncated-at-50-percent.jpg", good.subarray(0, Math.floor(good.length * 0.5)), "damaged"],
    ["truncated-at-99-percent.jpg", good.subarray(0, Math.floor(good.length * 0.99)), "damaged"],
    ["renamed-text.jpg", "Stock list, spring\n".repeat(50), "notAPicture"],
    ["web-page.jpg", "<!DOCTYPE html><html><body><svg width='9'/></body></html>", "notAPicture"],
    ["archive.png", Buffer.from("504b0304140000000800", "hex"), "notAPicture"],
    ["contract.jpg", "%PDF-1.7\n%âãÏÓ\n", "notAPicture"],
    ["film.jpg", Buffer.from("000000186674797069736f6d0000020069736f6d69736f32", "hex"), "video"],
    ["entity-bomb.svg", entityBomb(), "unsupportedFormat"],
    ["entity-bomb.jpg", entityBomb(), "unsupportedFormat"],
    ["bitmap.jpg", Buffer.from("424d3a000000000000003600000028000000", "hex"), "unsupportedFormat"],
    ["camera-raw.tif", rawTiff(), "rawWithoutPreview"],
    ["lying-header.jpg", lyingHeader(await cornerPicture(64, 64, 1)), "broken"],
    ["lying-header.png", lyingPng(), "tooManyPixels"],
    ["cut.heic", Buffer.from("000000186674797068656963000000006d69663168656963", "hex"), "broken"],
  ];
  await Promise.all(files.map(([name, content]) => writeFile(join(folder, name), content)));
  const bomb = join(folder, "bomb.png");
  await writePngBomb(bomb);
  return [
    ...files.map(([name, , outcome]) => ({ path: join(folder, name), outcome })),
    { path: bomb, outcome: "tooManyPixels" },
  ];
}

/** An honest PNG of 50,000 x 50,000 pixels in a few hundred kilobytes: 2.5 gigapixels for whoever decodes it. */
async function writePngBomb(path: string): Promise<void> {
  const size = 50_000;
  const row = Buffer.alloc(Math.ceil(size / 8) + 1);
  const rows = Readable.from(
    (function* () {
      for (let count = 0; count < size / 500; count++)
        yield Buffer.concat(Array.from({ length: 500 }, () => row));
    })(),
  );
  await pipeline(
    rows,
    createDeflate({ level: 3 }),
    async function* (data: AsyncIterable<Buffer>) {
      yield pngHeader(size, size);
      for await (const part of data) yield pngChunk("IDAT", part);
      yield pngChunk("IEND", Buffer.alloc(0));
    },
    createWriteStream(path),
  );
}

/** Signature and IHDR of a 1-bit grey PNG. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), pngChunk("IHDR", header)]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A small JPEG whose frame header claims 8,000 x 8,000 pixels. */
function lyingHeader(jpeg: Buffer): Buffer {
  const lying = Buffer.from(jpeg);
  const frame = lying.indexOf(Buffer.from([0xff, 0xc0]));
  lying.writeUInt16BE(8000, frame + 5);
  lying.writeUInt16BE(8000, frame + 7);
  return lying;
}

/** A PNG that claims 40,000 x 40,000 pixels and holds one row of them. */
function lyingPng(): Buffer {
  return Buffer.concat([
    pngHeader(40_000, 40_000),
    pngChunk("IDAT", deflateSync(Buffer.alloc(5001))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The beginning of a TIFF whose first picture is a reduced one, as in NEF, ARW and DNG. */
function rawTiff(): Buffer {
  const file = Buffer.alloc(64);
  file.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0]);
  file.set([254, 0, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0], 10);
  return file;
}

/** "Billion laughs": ten levels of entities, ten of each in the next. */
function entityBomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const inner = level === 0 ? "lol" : `&l${level - 1};`.repeat(10);
    return `<!ENTITY l${level} "${inner}">`;
  });
  return `<?xml version="1.0"?><!DOCTYPE svg [${levels.join("")}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l8;</text></svg>`;
}
