import { PhotoRefusal } from "./photo-refusal.ts";

const mimes = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  tiff: "image/tiff",
  heic: "image/heic",
  avif: "image/avif",
  cr2: "image/x-canon-cr2",
  cr3: "image/x-canon-cr3",
  nef: "image/x-nikon-nef",
  arw: "image/x-sony-arw",
  dng: "image/x-adobe-dng",
  raf: "image/x-fuji-raf",
  orf: "image/x-olympus-orf",
  rw2: "image/x-panasonic-rw2",
  /** A raw file of another maker, built on TIFF. */
  raw: "image/x-raw",
} as const;

/** What the photo service reads. `heic` is any HEIF that is not known to be AVIF; what is coded inside is settled later. */
export type PictureFormat = keyof typeof mimes;

const rawFormats: ReadonlySet<PictureFormat> = new Set([
  "cr2",
  "cr3",
  "nef",
  "arw",
  "dng",
  "raf",
  "orf",
  "rw2",
  "raw",
]);

/** Whether a file of this format holds a sensor's data, and is shown by the preview that the camera put into it. */
export function isRaw(format: PictureFormat): boolean {
  return rawFormats.has(format);
}

export function isPictureFormat(text: string): text is PictureFormat {
  return Object.hasOwn(mimes, text);
}

export function mimeOf(format: PictureFormat): string {
  return mimes[format];
}

/** Bytes of a file's beginning that suffice to tell what it is. */
export const signatureBytes = 4096;

/**
 * Tells a picture by its first bytes; names and extensions lie. Films and other kinds of picture are refused as such, and
 * anything else as no picture, before any decoder has seen it.
 */
export function pictureFormat(head: Buffer): PictureFormat {
  const format = recognizedFormat(head);
  if (format) return format;
  if (isFilm(head)) throw new PhotoRefusal("video");
  throw new PhotoRefusal(isOtherPicture(head) ? "unsupportedFormat" : "notAPicture");
}

/** The format by the first bytes; null for what is not read. */
export function recognizedFormat(head: Buffer): PictureFormat | null {
  if (begins(head, "\xff\xd8\xff")) return "jpeg";
  if (begins(head, "\x89PNG\r\n\x1a\n")) return "png";
  if (begins(head, "RIFF") && begins(head, "WEBP", 8)) return "webp";
  if (begins(head, "GIF87a") || begins(head, "GIF89a")) return "gif";
  if (begins(head, "FUJIFILMCCD-RAW")) return "raf";
  if (begins(head, "ftyp", 4)) return formatOfBrands(head);
  return tiffFormat(head);
}

function begins(head: Buffer, mark: string, at = 0): boolean {
  return head.toString("latin1", at, at + mark.length) === mark;
}

const avifBrands = new Set(["avif", "avis"]);
const heifBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "miaf"]);

function formatOfBrands(head: Buffer): PictureFormat | null {
  const found = brands(head);
  if (found[0] === "crx ") return "cr3";
  if (found.some((brand) => avifBrands.has(brand))) return "avif";
  return found.some((brand) => heifBrands.has(brand)) ? "heic" : null;
}

function brands(head: Buffer): string[] {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const compatible = Array.from(
    { length: Math.max(0, Math.floor((end - 16) / 4)) },
    (_, index) => 16 + index * 4,
  );
  return [8, ...compatible].map((offset) => head.toString("latin1", offset, offset + 4));
}

/** Olympus and Panasonic changed the number that follows a TIFF's byte order. */
const tiffMarks: Record<string, PictureFormat> = {
  "II*\0": "tiff",
  "MM\0*": "tiff",
  "II+\0": "tiff",
  "MM\0+": "tiff",
  IIRO: "orf",
  IIRS: "orf",
  MMOR: "orf",
  "IIU\0": "rw2",
};

function tiffFormat(head: Buffer): PictureFormat | null {
  const format = tiffMarks[head.toString("latin1", 0, 4)] ?? null;
  if (format !== "tiff") return format;
  if (begins(head, "CR", 8)) return "cr2";
  return rawTiffFormat(head) ?? "tiff";
}

const rawMakers: readonly [beginning: string, format: PictureFormat][] = [
  ["NIKON", "nef"],
  ["SONY", "arw"],
];

/**
 * Most cameras' raw files are TIFFs whose first picture is a small preview (tag 254), which a decoder would take for the
 * photo. Adobe's carry their version (tag 50706), whatever comes first.
 */
function rawTiffFormat(head: Buffer): PictureFormat | null {
  const fields = firstFields(head);
  if (fields.has(50_706)) return "dng";
  if (((fields.get(254) ?? 0) & 1) === 0) return null;
  const makeAt = fields.get(271) ?? 0;
  const maker = head.toString("latin1", makeAt, makeAt + 10).toUpperCase();
  return rawMakers.find(([beginning]) => maker.startsWith(beginning))?.[1] ?? "raw";
}

/** The values, or the places of them, of a classic TIFF's first directory, as far as it lies within `head`. */
function firstFields(head: Buffer): ReadonlyMap<number, number> {
  const fields = new Map<number, number>();
  const little = head[0] === 0x49;
  const short = (offset: number) => (little ? head.readUInt16LE(offset) : head.readUInt16BE(offset));
  const long = (offset: number) => (little ? head.readUInt32LE(offset) : head.readUInt32BE(offset));
  const directory = head.length >= 8 ? long(4) : 0;
  if (directory < 8 || directory + 2 > head.length || short(2) !== 42) return fields;
  const count = Math.min(short(directory), Math.floor((head.length - directory - 2) / 12));
  for (let index = 0; index < count; index++) {
    const field = directory + 2 + index * 12;
    fields.set(short(field), long(field + 8));
  }
  return fields;
}

/** Matroska and WebM, MPEG, Windows Media, Flash. QuickTime and AVI are told apart below. */
const filmMarks = [
  "\x1a\x45\xdf\xa3",
  "\0\0\x01\xba",
  "\0\0\x01\xb3",
  "\x30\x26\xb2\x75\x8e\x66\xcf\x11",
  "FLV\x01",
];
const quickTimeBoxes = ["moov", "mdat", "wide", "skip", "free", "pnot"];
/** Sound and books in the same kind of container as films. */
const otherBrands = new Set(["M4A ", "M4B ", "M4P ", "F4A ", "jp2 ", "jpx ", "jpm ", "mjp2", "jxl "]);

function isFilm(head: Buffer): boolean {
  if (begins(head, "ftyp", 4)) return !otherBrands.has(head.toString("latin1", 8, 12));
  if (begins(head, "RIFF")) return begins(head, "AVI ", 8);
  if (filmMarks.some((mark) => begins(head, mark))) return true;
  if (quickTimeBoxes.some((box) => begins(head, box, 4)) && head.length >= 8) return true;
  return isTransportStream(head, 188, 0) || isTransportStream(head, 192, 4);
}

/** What camcorders write (.mts, .m2ts): packets of one size that each begin with the same byte. */
function isTransportStream(head: Buffer, packet: number, start: number): boolean {
  return [0, 1, 2, 3].every((index) => head[start + index * packet] === 0x47);
}

/** How Photoshop files, JPEG XL and 2000, icons and raw files that no preview is read of begin. */
const otherMarks = ["8BPS", "\0\0\0\x0cJXL ", "\xff\x0a", "\0\0\0\x0cjP  ", "\0\0\x01\0", "FOVb", "qoif"];

/** Behind a byte order mark, declarations and comments. */
const svg = /^(\xef\xbb\xbf)?\s*(<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*(<svg[\s/>]|<!DOCTYPE\s+svg)/i;

function isOtherPicture(head: Buffer): boolean {
  if (otherMarks.some((mark) => begins(head, mark))) return true;
  if (begins(head, "BM") && begins(head, "\0\0\0\0", 6)) return true;
  return svg.test(head.toString("latin1"));
}
