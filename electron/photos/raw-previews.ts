import { canonOwnBox } from "./exif-directories.ts";
import { boxesIn, type FileBox, findBox } from "./file-boxes.ts";
import { readJpegHeader } from "./jpeg-header.ts";
import type { PictureFormat } from "./picture-signature.ts";
import type { SparseBytes } from "./sparse-bytes.ts";
import {
  chain,
  directoryAt,
  firstDirectory,
  numberOf,
  numbersOf,
  placeOf,
  subDirectory,
  type TiffDirectory,
} from "./tiff-fields.ts";

/** A JPEG that a camera put into a raw file. */
export interface RawPreview {
  readonly start: number;
  /** As the file says it; behind the file's end where that was cut short. */
  readonly end: number;
  readonly width: number;
  readonly height: number;
}

type Place = Pick<RawPreview, "start" | "end">;

export interface RawContents {
  /** Smallest first. */
  readonly previews: readonly RawPreview[];
  /** The file was cut short inside the sensor's data. */
  readonly endsEarly: boolean;
}

/** Cameras write four directories at the most, and as many below each. */
const mostDirectories = 8;

export function readRaw(bytes: SparseBytes, format: PictureFormat): RawContents {
  const { places, dataEnd } = layouts[format]?.(bytes) ?? tiffLayout(bytes);
  const previews = places.map((place) => previewAt(bytes, place)).filter((preview) => preview !== null);
  return {
    previews: previews.sort((a, b) => a.width * a.height - b.width * b.height),
    endsEarly: dataEnd > bytes.size,
  };
}

interface RawLayout {
  /** Where there may be previews. */
  readonly places: readonly Place[];
  /** Where the file says that its data ends. */
  readonly dataEnd: number;
}

const layouts: Partial<Record<PictureFormat, (bytes: SparseBytes) => RawLayout>> = {
  raf: fujiLayout,
  cr3: canonLayout,
};

const smallestJpeg = 100;

/** What the sensor saw is often stored as a lossless JPEG, which is no picture to look at. */
function previewAt(bytes: SparseBytes, { start, end }: Place): RawPreview | null {
  const header = start > 0 && end - start > smallestJpeg ? readJpegHeader(bytes, start) : null;
  if (!header || header.lossless || header.components === 2) return null;
  const { width, height } = header;
  return width > 0 && height > 0 ? { start, end, width, height } : null;
}

function tiffLayout(bytes: SparseBytes): RawLayout {
  const first = firstDirectory(bytes, 0, bytes.size);
  const chained = [...chain(first, mostDirectories)];
  const directories = [...chained, ...chained.flatMap(directoriesBelow)];
  const places = [...directories.flatMap(previewPlaces), ...makerPlaces(subDirectory(first, 0x8769))];
  return { places, dataEnd: Math.max(0, ...directories.map(stripsEnd)) };
}

function directoriesBelow(directory: TiffDirectory): TiffDirectory[] {
  return numbersOf(directory, 0x14a, mostDirectories)
    .map((place) => directoryAt(directory.block, place))
    .filter((found) => found !== null);
}

/** Compressions of pictures that are one JPEG: the old way and the new. */
const jpegCompressions = new Set([6, 7]);

function previewPlaces(directory: TiffDirectory): Place[] {
  const places: Place[] = [];
  const add = (offset: number | null, length: number | null) => {
    const start = directory.block.start + (offset ?? 0);
    if (offset && length) places.push({ start, end: start + length });
  };
  add(numberOf(directory, 0x201), numberOf(directory, 0x202));
  const isOneStrip = directory.fields.get(0x111)?.count === 1;
  if (isOneStrip && jpegCompressions.has(numberOf(directory, 0x103) ?? 0))
    add(numberOf(directory, 0x111), numberOf(directory, 0x117));
  // Panasonic's own field holds the JPEG itself.
  const held = placeOf(directory, 0x2e);
  if (held) places.push({ start: held.at, end: held.at + held.length });
  return places;
}

function stripsEnd(directory: TiffDirectory): number {
  const last = (directory.fields.get(0x111)?.count ?? 0) - 1;
  if (last < 0) return 0;
  const lastLength = (directory.fields.get(0x117)?.count ?? 0) - 1;
  return (numberOf(directory, 0x111, last) ?? 0) + (numberOf(directory, 0x117, lastLength) ?? 0);
}

/** Marks of Olympus' notes, where their directory is, and whether places in them count from the notes themselves. */
const olympusNotes = [
  { mark: "OLYMPUS\0", directory: 12, own: true },
  { mark: "OM SYSTEM\0", directory: 16, own: true },
  { mark: "OLYMP\0", directory: 8, own: false },
] as const;

/** Olympus keeps the preview of a raw file behind the camera's settings in its notes. */
function makerPlaces(shot: TiffDirectory | null): Place[] {
  const notes = placeOf(shot, 0x927c);
  const head = notes && shot?.block.bytes.at(notes.at, 16);
  const kind = olympusNotes.find(({ mark }) => head?.toString("latin1").startsWith(mark));
  if (!shot || !notes || !kind) return [];
  const start = kind.own ? notes.at : shot.block.start;
  const directory = directoryAt({ ...shot.block, start }, notes.at - start + kind.directory);
  const settings = directory && subDirectory(directory, 0x2020);
  const [offset, length] = [numberOf(settings, 0x101), numberOf(settings, 0x102)];
  return offset && length ? [{ start: start + offset, end: start + offset + length }] : [];
}

/** Fujifilm's header names the places of a preview and of the sensor's data. */
function fujiLayout(bytes: SparseBytes): RawLayout {
  const [start = 0, length = 0, , , data = 0, dataLength = 0] = Array.from(
    { length: 6 },
    (_, index) => bytes.at(84 + index * 4, 4)?.readUInt32BE() ?? 0,
  );
  return { places: [{ start, end: start + length }], dataEnd: data + dataLength };
}

const previewBox = "eaf42b5e1c984b88b9fbb7dc406e4d16";

/** Canon: a JPEG of full size as the first of the tracks, a middling one in a box of its own, and a thumbnail. */
function canonLayout(bytes: SparseBytes): RawLayout {
  const places: Place[] = [];
  const file = { start: 0, end: bytes.size };
  const movie = findBox(bytes, file, ["moov"]);
  for (const box of movie ? boxesIn(bytes, movie.start, movie.end) : [])
    if (box.type === "trak") places.push(...trackPlaces(bytes, box));
  let dataEnd = 0;
  for (const { type, start, end } of boxesIn(bytes, 0, bytes.size)) {
    if (type === "uuid" && bytes.at(start, 16)?.toString("hex") === previewBox)
      places.push(...jpegBox(bytes, { start: start + 24, end }, "PRVW"));
    if (type === "mdat") dataEnd = declaredEnd(bytes, start);
  }
  const own = canonOwnBox(bytes);
  if (own) places.push(...jpegBox(bytes, own, "THMB"));
  return { places, dataEnd };
}

/** Where a box says that it ends, which may be behind the end of the file. */
function declaredEnd(bytes: SparseBytes, start: number): number {
  const long = bytes.at(start - 16, 16);
  if (long?.readUInt32BE(0) === 1) return start - 16 + Number(long.readBigUInt64BE(8));
  return start - 8 + (bytes.at(start - 8, 4)?.readUInt32BE() ?? 0);
}

/** The box's own fields before the JPEG take 16 bytes, or more in later versions. */
function jpegBox(bytes: SparseBytes, within: Place, type: string): Place[] {
  const box = findBox(bytes, within, [type]);
  const fields = box && bytes.at(box.start, Math.min(64, box.end - box.start))?.indexOf("ffd8ff", 0, "hex");
  return box && typeof fields === "number" && fields > 0 ? [{ start: box.start + fields, end: box.end }] : [];
}

/** A still's track has one sample in one chunk. */
function trackPlaces(bytes: SparseBytes, track: FileBox): Place[] {
  const table = findBox(bytes, track, ["mdia", "minf", "stbl"]);
  const sizes = table && findBox(bytes, table, ["stsz"]);
  const chunks = table && findBox(bytes, table, ["co64"]);
  const [same, count] = sizes ? [longAt(bytes, sizes.start + 4), longAt(bytes, sizes.start + 8)] : [0, 0];
  const length = sizes && same === 0 && count > 0 ? longAt(bytes, sizes.start + 12) : same;
  const start = chunks ? Number(bytes.at(chunks.start + 8, 8)?.readBigUInt64BE() ?? 0) : 0;
  return start > 0 && length > 0 ? [{ start, end: start + length }] : [];
}

function longAt(bytes: SparseBytes, at: number): number {
  return bytes.at(at, 4)?.readUInt32BE() ?? 0;
}
