import type { PhotoFile } from "#shared/model/photo.ts";
import { exifDirectories, type ExifDirectories } from "./exif-directories.ts";
import { isRaw, type PictureFormat, recognizedFormat } from "./picture-signature.ts";
import { readRaw } from "./raw-previews.ts";
import { bytesOf, type SparseBytes } from "./sparse-bytes.ts";
import { chain, numberOf, subDirectory, type TiffDirectory, textOf } from "./tiff-fields.ts";

export type ExifFacts = Pick<
  PhotoFile,
  "capturedAt" | "capturedOffset" | "camera" | "lens" | "exposure" | "position"
>;

/** What the camera wrote about a picture. EXIF is often broken: whatever cannot be read is null, and nothing throws. */
export function exifFacts({ image, shot, place }: ExifDirectories): ExifFacts {
  const time = captureTime(shot) ?? captureTime(image);
  return {
    capturedAt: time?.at ?? null,
    capturedOffset: time?.offset ?? null,
    camera: camera(image),
    lens: textOf(shot, 0xa434) || null,
    exposure: exposure(shot),
    position: position(place),
  };
}

export interface Glimpse {
  readonly capturedAt: string | null;
  /** The small JPEG that the camera put into the file, as it is stored: not turned. */
  readonly thumbnail: Buffer | null;
  readonly orientation: number;
}

/** What can be said of a picture at once, from as much of its beginning as there is. Total. */
export function readGlimpse(head: Buffer): Glimpse {
  const format = recognizedFormat(head);
  if (!format) return { capturedAt: null, thumbnail: null, orientation: 1 };
  const bytes = bytesOf(head);
  const directories = exifDirectories(bytes, format);
  return {
    capturedAt: exifFacts(directories).capturedAt,
    thumbnail: thumbnail(bytes, format, directories),
    orientation: exifOrientation(directories),
  };
}

/** Of a raw file's previews the smallest; in EXIF the second directory is that of the thumbnail. */
function thumbnail(bytes: SparseBytes, format: PictureFormat, { image }: ExifDirectories): Buffer | null {
  const place = isRaw(format) ? readRaw(bytes, format).previews[0] : exifThumbnail(image);
  const found = place && bytes.at(place.start, place.end - place.start);
  return found?.readUInt16BE() === 0xffd8 ? found : null;
}

function exifThumbnail(image: TiffDirectory | null): { start: number; end: number } | null {
  const second = [...chain(image, 2)][1] ?? null;
  const [offset, length] = [numberOf(second, 0x201), numberOf(second, 0x202)];
  if (!second || !offset || !length || length < 100) return null;
  const start = second.block.start + offset;
  return { start, end: start + length };
}

/** As in the EXIF standard, 1 to 8; what is out of that range is upright. */
export function exifOrientation({ image }: ExifDirectories): number {
  const orientation = numberOf(image, 0x112) ?? 1;
  return Number.isInteger(orientation) && orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** Cameras that are set to Adobe RGB often say so only by the name of their file system's rules. */
export function isAdobeRgb({ shot }: ExifDirectories): boolean {
  return textOf(subDirectory(shot, 0xa005), 1) === "R03" || numberOf(shot, 0xa001) === 2;
}

/** Taken, then digitised, each with how far that clock was from UTC; the time of a later edit is none of them. */
const timeTags = [
  [0x9003, 0x9011],
  [0x9004, 0x9012],
] as const;

function captureTime(directory: TiffDirectory | null): { at: string; offset: string | null } | null {
  for (const [timeTag, offsetTag] of timeTags) {
    const at = writtenTime(textOf(directory, timeTag));
    if (at) return { at, offset: writtenOffset(textOf(directory, offsetTag) || textOf(directory, 0x9010)) };
  }
  return null;
}

/** The camera's clock as it was set; EXIF writes colons into the date, and blanks or zeros where there is no clock. */
function writtenTime(text: string): string | null {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = new Date(`${written}Z`);
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written);
  return isReal && Number(year) > 0 ? written : null;
}

function writtenOffset(text: string): string | null {
  if (text === "Z") return "+00:00";
  const match = /^[+-](\d\d):(\d\d)$/.exec(text);
  return match && Number(match[1]) <= 14 && Number(match[2]) < 60 ? text : null;
}

function camera(image: TiffDirectory | null): PhotoFile["camera"] {
  const [make, model] = [textOf(image, 0x10f), textOf(image, 0x110)];
  return make === "" && model === "" ? null : { make, model };
}

/** The old field for ISO ends at 65,535, which then says that the newer one has it. */
function exposure(shot: TiffDirectory | null): PhotoFile["exposure"] {
  const iso = positive(shot, 0x8827);
  const found = {
    seconds: positive(shot, 0x829a),
    aperture: positive(shot, 0x829d),
    iso: iso === 65_535 ? (positive(shot, 0x8832) ?? iso) : iso,
    focalLength: positive(shot, 0x920a),
  };
  return Object.values(found).every((value) => value === null) ? null : found;
}

function positive(directory: TiffDirectory | null, tag: number): number | null {
  const value = numberOf(directory, tag);
  return value !== null && value > 0 ? value : null;
}

/** A camera without a fix writes zeros; no dealer stands in the Gulf of Guinea. */
function position(place: TiffDirectory | null): PhotoFile["position"] {
  const latitude = degrees(place, 2, { N: 1, S: -1 }[textOf(place, 1).toUpperCase()]);
  const longitude = degrees(place, 4, { E: 1, W: -1 }[textOf(place, 3).toUpperCase()]);
  if (latitude === null || longitude === null) return null;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude };
}

/** Degrees, minutes and seconds; some writers leave the smaller ones out. */
function degrees(place: TiffDirectory | null, tag: number, sign: number | undefined): number | null {
  const whole = numberOf(place, tag);
  if (whole === null || sign === undefined) return null;
  return sign * (whole + (numberOf(place, tag, 1) ?? 0) / 60 + (numberOf(place, tag, 2) ?? 0) / 3600);
}
