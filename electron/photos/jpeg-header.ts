import type { SparseBytes } from "./sparse-bytes.ts";

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** All of the picture has to be decoded before any of it can be shown. */
  readonly progressive: boolean;
  /** How raw files store their sensor's data; no picture to look at. */
  readonly lossless: boolean;
  /** Where the EXIF begins, at its TIFF header, and ends; null where there is none. */
  readonly exif: { readonly start: number; readonly end: number } | null;
  readonly hasProfile: boolean;
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
  if (bytes.at(start, 2)?.readUInt16BE() !== 0xffd8) return null;
  let exif: JpegHeader["exif"] = null;
  let hasProfile = false;
  let at = start + 2;
  for (let count = 0; count < mostSegments; count++) {
    const mark = bytes.at(at, 4);
    if (!mark || mark[0] !== 0xff) return null;
    const marker = mark[1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return null;
    const end = at + 2 + mark.readUInt16BE(2);
    if (marker === 0xe1 && !exif && tagOf(bytes, at, 6) === "Exif\0\0") exif = { start: at + 10, end };
    if (marker === 0xe2 && tagOf(bytes, at, 12) === "ICC_PROFILE\0") hasProfile = true;
    if (isFrame(marker)) return frame(bytes, at, marker, exif, hasProfile);
    at = end;
  }
  return null;
}

function tagOf(bytes: SparseBytes, segment: number, length: number): string {
  return bytes.at(segment + 4, length)?.toString("latin1") ?? "";
}

function frame(
  bytes: SparseBytes,
  segment: number,
  marker: number,
  exif: JpegHeader["exif"],
  hasProfile: boolean,
): JpegHeader | null {
  const sizes = bytes.at(segment + 5, 5);
  if (!sizes) return null;
  return {
    height: sizes.readUInt16BE(0),
    width: sizes.readUInt16BE(2),
    components: sizes[4]!,
    progressive: progressiveFrames.has(marker),
    lossless: losslessFrames.has(marker),
    exif,
    hasProfile,
  };
}
