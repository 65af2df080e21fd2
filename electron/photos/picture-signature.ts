import { PhotoRefusal } from "./photo-refusal.ts";

/** What the photo service reads. `heif` is settled later: AVIF by sharp, HEIC by libheif. */
export type PictureFormat = "jpeg" | "png" | "webp" | "gif" | "tiff" | "heif";

/** Bytes of a file's beginning that suffice to tell what it is. */
export const signatureBytes = 4096;

const heifBrands = new Set([
  "avif",
  "avis",
  "heic",
  "heix",
  "heim",
  "heis",
  "hevc",
  "hevx",
  "mif1",
  "msf1",
  "miaf",
]);

/**
 * Tells a picture by its first bytes; names and extensions lie. Other kinds of picture are refused as such, and anything
 * else as no picture, before any decoder has seen it.
 */
export function pictureFormat(head: Buffer): PictureFormat {
  const at = (offset: number, text: string) =>
    head.subarray(offset, offset + text.length).equals(Buffer.from(text, "latin1"));

  if (at(0, "\xff\xd8\xff")) return "jpeg";
  if (at(0, "\x89PNG\r\n\x1a\n")) return "png";
  if (at(0, "RIFF") && at(8, "WEBP")) return "webp";
  if (at(0, "GIF87a") || at(0, "GIF89a")) return "gif";
  if (at(4, "ftyp") && brands(head).some((brand) => heifBrands.has(brand))) return "heif";
  if (isTiff(head) && !isRaw(head)) return "tiff";
  throw new PhotoRefusal(isOtherPicture(head, at) ? "unsupportedFormat" : "notAPicture");
}

function brands(head: Buffer): string[] {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const compatible = Array.from(
    { length: Math.max(0, Math.floor((end - 16) / 4)) },
    (_, index) => 16 + index * 4,
  );
  return [8, ...compatible].map((offset) => head.toString("latin1", offset, offset + 4));
}

function isTiff(head: Buffer): boolean {
  const mark = head.toString("latin1", 0, 4);
  return mark === "II*\0" || mark === "MM\0*" || mark === "II+\0" || mark === "MM\0+";
}

/**
 * Most cameras' raw files are TIFFs whose first picture is a small preview. sharp would take that for the photo, so a TIFF
 * that begins with a reduced picture (tag 254) or carries a raw maker's mark is not read.
 */
function isRaw(head: Buffer): boolean {
  if (head.toString("latin1", 8, 10) === "CR") return true;
  const little = head[0] === 0x49;
  const short = (offset: number) => (little ? head.readUInt16LE(offset) : head.readUInt16BE(offset));
  const long = (offset: number) => (little ? head.readUInt32LE(offset) : head.readUInt32BE(offset));
  const directory = head.length >= 8 ? long(4) : 0;
  if (short(2) !== 42 || directory < 8 || directory + 14 > head.length) return false;
  const firstTag = directory + 2;
  return short(firstTag) === 254 && (long(firstTag + 8) & 1) === 1;
}

/** How Photoshop files, JPEG XL and 2000, icons and the raw files that are no TIFFs begin. */
const otherMarks = [
  "8BPS",
  "\0\0\0\x0cJXL ",
  "\xff\x0a",
  "\0\0\0\x0cjP  ",
  "\0\0\x01\0",
  "FUJIFILMCCD-RAW",
  "IIU\0",
  "IIRO",
  "FOVb",
  "qoif",
];

/** Behind a byte order mark, declarations and comments. */
const svg = /^(\xef\xbb\xbf)?\s*(<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*(<svg[\s/>]|<!DOCTYPE\s+svg)/i;

function isOtherPicture(head: Buffer, at: (offset: number, text: string) => boolean): boolean {
  if (isTiff(head)) return true;
  const isBitmap = at(0, "BM") && at(6, "\0\0\0\0");
  if (otherMarks.some((mark) => at(0, mark))) return true;
  if (at(4, "ftypcrx ") || isBitmap) return true;
  return svg.test(head.toString("latin1"));
}
