import type { NamedColors } from "./color-profile.ts";
import { chunk, exifDirectories } from "./exif-directories.ts";
import { exifFacts, type ExifFacts, exifOrientation, isAdobeRgb } from "./exif-facts.ts";
import { boxesIn } from "./file-boxes.ts";
import { readHeifHeader } from "./heif-header.ts";
import { type JpegHeader, readJpegHeader } from "./jpeg-header.ts";
import { isRaw, type PictureFormat } from "./picture-signature.ts";
import { type RawPreview, readRaw } from "./raw-previews.ts";
import { readSparsely, type SparseBytes } from "./sparse-bytes.ts";

/** What a file says of its picture before any of it is decoded. */
export interface PictureHeader {
  readonly facts: ExifFacts;
  /** As in EXIF, 1 to 8; HEIF has its own way to say it, which is left to its decoders. */
  readonly orientation: number;
  /** Of a JPEG, and of the preview of a raw file; null for other formats, and for a JPEG whose header is broken. */
  readonly jpeg: JpegHeader | null;
  /** Of a raw file the largest; null where there is none. */
  readonly preview: RawPreview | null;
  /** What the pixels mean where that is said and there is no ICC profile. */
  readonly colors: NamedColors | null;
  /** The file claims to go on behind its end. */
  readonly endsEarly: boolean;
}

export function readPictureHeader(path: string, format: PictureFormat): Promise<PictureHeader> {
  return readSparsely(path, (bytes) => pictureHeader(bytes, format));
}

/** Total. */
export function pictureHeader(bytes: SparseBytes, format: PictureFormat): PictureHeader {
  const directories = exifDirectories(bytes, format);
  const raw = isRaw(format) ? readRaw(bytes, format) : null;
  const preview = raw?.previews.at(-1) ?? null;
  const jpeg = format === "jpeg" || preview ? readJpegHeader(bytes, preview?.start) : null;
  const adobe = jpeg && !jpeg.hasProfile && isAdobeRgb(directories) ? "adobeRgb" : null;
  return {
    facts: exifFacts(directories),
    orientation: exifOrientation(directories),
    jpeg,
    preview,
    colors: adobe ?? codedColors(bytes, format),
    endsEarly: raw?.endsEarly ?? (isHeif(format) && boxesEnd(bytes) > bytes.size),
  };
}

function isHeif(format: PictureFormat): boolean {
  return format === "heic" || format === "avif";
}

function codedColors(bytes: SparseBytes, format: PictureFormat): NamedColors | null {
  if (isHeif(format)) {
    const { colors, hasProfile } = readHeifHeader(bytes);
    return hasProfile ? null : colors;
  }
  const place = format === "png" ? chunk(bytes, 8, "cICP") : null;
  const points = place && bytes.at(place.start, 2);
  return points ? { primaries: points[0]!, transfer: points[1]! } : null;
}

/** Where the last box ends by its own word; decoders leave out what is missing and say nothing. */
function boxesEnd(bytes: SparseBytes): number {
  let end = 0;
  for (const box of boxesIn(bytes, 0, Number.MAX_SAFE_INTEGER)) end = box.end;
  return end;
}
