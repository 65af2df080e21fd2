/** Files that are cut, overwritten, lying, or no pictures at all. */
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { cameraPicture, seeded } from "../../support/images.ts";
import type { CorpusFile } from "./corpus-file.ts";
import { frames, greyJpeg, scanStart } from "./jpeg-parts.ts";
import { quartersPicture, vivid } from "./quarters.ts";

const good = () => cameraPicture(640, 480, 77);
const cut = async (share: number) => {
  const whole = await good();
  return whole.subarray(0, Math.floor(whole.length * share));
};
const text = (content: string) => () => Buffer.from(content, "latin1");
const hex = (content: string) => () => Buffer.from(content.replaceAll(" ", ""), "hex");

export const brokenFiles: readonly CorpusFile[] = [
  { name: "zero-bytes.jpg", content: () => Buffer.alloc(0), outcome: "empty" },
  { name: "one-byte.jpg", content: () => Buffer.from([0xff]), outcome: "notAPicture" },
  { name: "header-only.jpg", content: async () => (await good()).subarray(0, 20), outcome: "broken" },
  { name: "cut-at-1-percent.jpg", content: () => cut(0.01), outcome: "broken" },
  { name: "cut-at-50-percent.jpg", content: () => cut(0.5), outcome: "damaged" },
  { name: "cut-at-99-percent.jpg", content: () => cut(0.99), outcome: "damaged" },
  { name: "two-bytes-short.jpg", content: async () => (await good()).subarray(0, -2), outcome: "damaged" },
  // What a decoder cannot see stays unseen: only a checksum from the card would know.
  { name: "flipped-bits.jpg", content: flippedBits, outcome: "shown" },
  { name: "zeroed-cluster.jpg", content: zeroedCluster, outcome: "damaged" },
  {
    name: "trailing-garbage.jpg",
    content: async () => Buffer.concat([await good(), Buffer.alloc(5000, "garbage")]),
    outcome: "shown",
  },
  { name: "web-page.jpg", content: text("<!DOCTYPE html><html><body><svg/></body>"), outcome: "notAPicture" },
  { name: "price-list.jpg", content: text("Stock list, spring\n".repeat(50)), outcome: "notAPicture" },
  { name: "contract.jpg", content: text("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), outcome: "notAPicture" },
  { name: "archive.png", content: hex("504b0304140000000800"), outcome: "notAPicture" },
  { name: "song.heic", content: text("\0\0\0\x18ftypM4A \0\0\0\0M4A mp42"), outcome: "notAPicture" },
  { name: "entity-bomb.svg", content: () => entityBomb(), outcome: "unsupportedFormat" },
  { name: "entity-bomb.jpg", content: () => entityBomb(), outcome: "unsupportedFormat" },
  { name: "outside-reference.svg", content: () => outsideReference(), outcome: "unsupportedFormat" },
  { name: "outside-reference.jpg", content: () => outsideReference(), outcome: "unsupportedFormat" },
  { name: "bitmap.jpg", content: hex("424d3a000000000000003600000028000000"), outcome: "unsupportedFormat" },
  { name: "jpeg-xl.jxl", content: hex("0000000c4a584c200d0a870a"), outcome: "unsupportedFormat" },
  { name: "16k-bomb.png", content: () => bombPng(16_384), outcome: "tooManyPixels" },
  { name: "50k-bomb.png", content: () => bombPng(50_000), outcome: "tooManyPixels" },
  { name: "50k-bomb.jpg", content: () => greyJpeg(50_000, 50_000), outcome: "tooManyPixels" },
  {
    // All of it would have to be in memory at once, unlike the panorama among the good files.
    name: "16k-progressive-bomb.jpg",
    content: () => greyJpeg(16_384, 16_384, frames.progressive),
    outcome: "tooManyPixels",
  },
  { name: "lying-header.jpg", content: lyingJpeg, outcome: "broken" },
  {
    name: "lying-header.png",
    content: () => png(40_000, 40_000, Buffer.alloc(5001)),
    outcome: "tooManyPixels",
  },
  { name: "missing-rows.png", content: missingRows, outcome: "damaged" },
  { name: "sizeless.jpg", content: () => greyJpeg(0, 0), outcome: "broken" },
  { name: "cut.heic", content: text("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), outcome: "broken" },
  { name: "cut.avif", content: async () => (await avif()).subarray(0, -200), outcome: "broken" },
  { name: "film.mp4", content: text("\0\0\0\x18ftypisom\0\0\x02\0isomiso2"), outcome: "video" },
  { name: "film.mov", content: text("\0\0\0\x14ftypqt  \0\0\0\0qt  "), outcome: "video" },
  { name: "film.jpg", content: text("\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), outcome: "video" },
  { name: "film.avi", content: text("RIFF\0\0\0\0AVI LIST"), outcome: "video" },
  { name: "film.mkv", content: hex("1a45dfa3 01000000 00000023"), outcome: "video" },
  { name: "film.mts", content: transportStream, outcome: "video" },
];

async function flippedBits(): Promise<Buffer> {
  const file = Buffer.from(await good());
  const random = seeded(5);
  const start = scanStart(file);
  for (let flip = 0; flip < 4; flip++) {
    const at = start + Math.floor(random() * (file.length - start - 2));
    // Not into a marker, which a decoder would see.
    if (file[at] !== 0xff && file[at - 1] !== 0xff && (file[at]! ^ 1) !== 0xff) file[at]! ^= 1;
  }
  return file;
}

/** What a card that lost a block of four kilobytes gives back. */
async function zeroedCluster(): Promise<Buffer> {
  const file = Buffer.from(await good());
  const middle = Math.floor(file.length / 2);
  return file.fill(0, middle, middle + 4096);
}

function transportStream(): Buffer {
  const packets = Buffer.alloc(188 * 6, 0xff);
  for (let at = 0; at < packets.length; at += 188) packets[at] = 0x47;
  return packets;
}

/** A small JPEG whose frame claims 8,000 x 8,000 pixels. */
async function lyingJpeg(): Promise<Buffer> {
  const jpeg = await quartersPicture(vivid).jpeg().toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(8000, frame + 5);
  jpeg.writeUInt16BE(8000, frame + 7);
  return jpeg;
}

const avif = () =>
  sharp({ create: { width: 96, height: 64, channels: 3, background: "#808080" } })
    .avif()
    .toBuffer();

/** Half of the rows that it claims. */
function missingRows(): Buffer {
  const random = seeded(3);
  const rows = Array.from({ length: 60 }, () =>
    Buffer.from([0, ...Array.from({ length: 15 }, () => Math.floor(random() * 256))]),
  );
  return png(120, 120, Buffer.concat(rows));
}

/** An honest PNG of one bit a pixel: gigapixels for whoever decodes it, a few hundred kilobytes on the card. */
function bombPng(size: number): Buffer {
  return png(size, size, Buffer.alloc((Math.ceil(size / 8) + 1) * size));
}

function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function outsideReference(): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg"><image href="http://192.0.2.1/tracker.png" width="9" height="9"/></svg>`,
  );
}

/** "Billion laughs": ten levels of entities, ten of each in the next. */
function entityBomb(): Buffer {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const inner = level === 0 ? "lol" : `&l${level - 1};`.repeat(10);
    return `<!ENTITY l${level} "${inner}">`;
  });
  return Buffer.from(
    `<?xml version="1.0"?><!DOCTYPE svg [${levels.join("")}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l8;</text></svg>`,
  );
}
