import type { SparseBytes } from "./sparse-bytes.ts";

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** All of the picture has to be decoded before any of it can be shown. */
  readonly progressive: boolean;
  /** How raw files store their sensor's data; no picture to look at. */
  readonly lossless: boolean;
  readonly hasProfile: boolean;
}

interface Segment {
  readonly marker: number;
  /** Where it begins, at its marker, and ends. */
  readonly start: number;
  readonly end: number;
}

/** Cameras write a dozen; a file that is nothing but markers must not keep us. */
const mostSegments = 2000;

const progressiveFrames = new Set([0xc2, 0xc6, 0xca, 0xce]);
const losslessFrames = new Set([0xc3, 0xc7, 0xcb, 0xcf]);
/** Define Huffman tables, JPEG extensions and define arithmetic coding lie among the numbers of the frames. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Reads a JPEG's segments up to its frame; null where it has none. */
export function readJpegHeader(bytes: SparseBytes, start = 0): JpegHeader | null {
  let hasProfile = false;
  for (const segment of segmentsOf(bytes, start)) {
    if (segment.marker === 0xe2 && isTagged(bytes, segment, "ICC_PROFILE\0")) hasProfile = true;
    if (!isFrame(segment.marker)) continue;
    const sizes = bytes.at(segment.start + 5, 5);
    return (
      sizes && {
        height: sizes.readUInt16BE(0),
        width: sizes.readUInt16BE(2),
        components: sizes[4]!,
        progressive: progressiveFrames.has(segment.marker),
        lossless: losslessFrames.has(segment.marker),
        hasProfile,
      }
    );
  }
  return null;
}

/** Where a JPEG's EXIF begins, at its TIFF header, and ends; null where there is none. */
export function jpegExif(
  bytes: SparseBytes,
  start = 0,
): { readonly start: number; readonly end: number } | null {
  for (const segment of segmentsOf(bytes, start))
    if (segment.marker === 0xe1 && isTagged(bytes, segment, "Exif\0\0"))
      return { start: segment.start + 10, end: segment.end };
  return null;
}

/** The segments before the picture itself. */
function* segmentsOf(bytes: SparseBytes, start: number): Generator<Segment> {
  if (bytes.at(start, 2)?.readUInt16BE() !== 0xffd8) return;
  let at = start + 2;
  for (let count = 0; count < mostSegments; count++) {
    const mark = bytes.at(at, 4);
    if (!mark || mark[0] !== 0xff) return;
    const marker = mark[1]!;
    if (marker === 0xda || marker === 0xd9) return;
    // Any number of these may stand before a marker.
    const isPadding = marker === 0xff;
    const end = isPadding ? at + 1 : at + 2 + mark.readUInt16BE(2);
    if (!isPadding) yield { marker, start: at, end };
    at = end;
  }
}

function isTagged(bytes: SparseBytes, { start }: Segment, tag: string): boolean {
  return bytes.at(start + 4, tag.length)?.toString("latin1") === tag;
}
