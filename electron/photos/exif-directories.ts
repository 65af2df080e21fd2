import { boxesIn, findBox } from "./file-boxes.ts";
import { type HeifHeader, readHeifHeader } from "./heif-header.ts";
import { jpegExif } from "./jpeg-header.ts";
import type { PictureFormat } from "./picture-signature.ts";
import type { SparseBytes } from "./sparse-bytes.ts";
import { firstDirectory, subDirectory, type TiffDirectory } from "./tiff-fields.ts";

/** The parts that EXIF has, whatever file they came in. */
export interface ExifDirectories {
  /** The picture as a file: make, model, orientation. */
  readonly image: TiffDirectory | null;
  /** How it was taken. */
  readonly shot: TiffDirectory | null;
  readonly place: TiffDirectory | null;
}

const none: ExifDirectories = { image: null, shot: null, place: null };

export function exifDirectories(bytes: SparseBytes, format: PictureFormat): ExifDirectories {
  if (format === "cr3") return canonDirectories(bytes);
  const block = exifPlace(bytes, format);
  const image = block && firstDirectory(bytes, block.start, Math.min(block.end, bytes.size));
  if (!image) return none;
  return { image, shot: subDirectory(image, 0x8769), place: subDirectory(image, 0x8825) };
}

/** Where a file's EXIF begins, at its TIFF header, and ends. */
function exifPlace(bytes: SparseBytes, format: PictureFormat): HeifHeader["exif"] {
  switch (format) {
    case "jpeg":
      return jpegExif(bytes);
    case "raf":
      return jpegExif(bytes, bytes.at(84, 4)?.readUInt32BE() ?? 0);
    case "png":
      return chunk(bytes, 8, "eXIf", pngChunks);
    case "webp":
      return chunk(bytes, 12, "EXIF", riffChunks);
    case "heic":
    case "avif":
      return readHeifHeader(bytes).exif;
    case "gif":
      return null;
    default:
      return { start: 0, end: bytes.size };
  }
}

interface ChunkLayout {
  readonly typeAt: number;
  readonly length: (head: Buffer) => number;
  /** Bytes of a chunk of that length with all that is around it. */
  readonly whole: (length: number) => number;
}
const pngChunks: ChunkLayout = {
  typeAt: 4,
  length: (head) => head.readUInt32BE(0),
  whole: (length) => length + 12,
};
const riffChunks: ChunkLayout = {
  typeAt: 0,
  length: (head) => head.readUInt32LE(4),
  whole: (length) => 8 + length + (length % 2),
};
const mostChunks = 1000;

/** The contents of the first chunk of a type; some writers put "Exif" in front as a JPEG has it. */
export function chunk(
  bytes: SparseBytes,
  first: number,
  type: string,
  layout: ChunkLayout = pngChunks,
): { readonly start: number; readonly end: number } | null {
  let at = first;
  for (let count = 0; count < mostChunks; count++) {
    const head = bytes.at(at, 8);
    if (!head) return null;
    const length = layout.length(head);
    if (head.toString("latin1", layout.typeAt, layout.typeAt + 4) === type) {
      const isMarked = bytes.at(at + 8, 6)?.toString("latin1") === "Exif\0\0";
      return { start: at + 8 + (isMarked ? 6 : 0), end: at + 8 + length };
    }
    at += layout.whole(length);
  }
  return null;
}

const canonBox = "85c0b687820f11e08111f4ce462b6a48";

/** Canon's newer raw files keep every directory of the EXIF as a TIFF of its own. */
function canonDirectories(bytes: SparseBytes): ExifDirectories {
  const own = canonOwnBox(bytes);
  if (!own) return none;
  const directory = (type: string) => {
    const box = findBox(bytes, own, [type]);
    return box && firstDirectory(bytes, box.start, box.end);
  };
  return { image: directory("CMT1"), shot: directory("CMT2"), place: directory("CMT4") };
}

/** Where Canon's own boxes are in a CR3. */
export function canonOwnBox(bytes: SparseBytes): { readonly start: number; readonly end: number } | null {
  const movie = findBox(bytes, { start: 0, end: bytes.size }, ["moov"]);
  if (!movie) return null;
  for (const box of boxesIn(bytes, movie.start, movie.end)) {
    if (box.type !== "uuid" || bytes.at(box.start, 16)?.toString("hex") !== canonBox) continue;
    return { start: box.start + 16, end: box.end };
  }
  return null;
}
