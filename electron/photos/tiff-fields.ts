import type { SparseBytes } from "./sparse-bytes.ts";

/** Part of a file that is a TIFF: EXIF, and most raw files as a whole. Places in it count from `start`. */
export interface TiffBlock {
  readonly bytes: SparseBytes;
  readonly start: number;
  readonly end: number;
  readonly little: boolean;
}

export interface TiffDirectory {
  readonly block: TiffBlock;
  /** Fields by tag; of several with one tag the first. */
  readonly fields: ReadonlyMap<number, TiffField>;
  /** The place of the next directory; 0 where this is the last. */
  readonly next: number;
}

interface TiffField {
  readonly type: number;
  readonly count: number;
  /** Where the values are, in the file. */
  readonly at: number;
}

/** Bytes of one value, by type. */
const sizes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
};
const mostFields = 1000;

/** The first directory of a TIFF; null where there is no such thing. The number after the byte order is a maker's own. */
export function firstDirectory(bytes: SparseBytes, start: number, end: number): TiffDirectory | null {
  const head = bytes.at(start, 8);
  const order = head?.toString("latin1", 0, 2);
  if (!head || (order !== "II" && order !== "MM")) return null;
  const little = order === "II";
  const block = { bytes, start, end, little };
  return directoryAt(block, little ? head.readUInt32LE(4) : head.readUInt32BE(4));
}

export function directoryAt(block: TiffBlock, place: number): TiffDirectory | null {
  const { bytes, start, end } = block;
  const countAt = start + place;
  const count = place < 8 ? null : short(block, countAt);
  if (count === null || count === 0 || count > mostFields) return null;
  const fields = new Map<number, TiffField>();
  for (let index = 0; index < count; index++) {
    const at = countAt + 2 + index * 12;
    const entry = at + 12 <= end ? bytes.at(at, 12) : null;
    if (!entry) break;
    const [tag, type] = [readShort(block, entry, 0), readShort(block, entry, 2)];
    const valueCount = readLong(block, entry, 4);
    const length = (sizes[type] ?? 0) * valueCount;
    const valueAt = length <= 4 ? at + 8 : start + readLong(block, entry, 8);
    if (length === 0 || valueAt + length > end || fields.has(tag)) continue;
    fields.set(tag, { type, count: valueCount, at: valueAt });
  }
  return { block, fields, next: long(block, countAt + 2 + count * 12) ?? 0 };
}

/** The directory that a field of another one points to. */
export function subDirectory(directory: TiffDirectory | null, tag: number): TiffDirectory | null {
  const place = directory && numberOf(directory, tag);
  return directory && place ? directoryAt(directory.block, place) : null;
}

/** The directories after the first, as far as they lead on to new ones. */
export function* chain(first: TiffDirectory | null, most: number): Generator<TiffDirectory> {
  const seen = new Set<number>();
  for (let at = first; at && seen.size < most;) {
    yield at;
    if (at.next === 0 || seen.has(at.next)) return;
    seen.add(at.next);
    at = directoryAt(at.block, at.next);
  }
}

/** A field's number, rationals divided; null where there is none or it is not finite. */
export function numberOf(directory: TiffDirectory | null, tag: number, index = 0): number | null {
  const field = directory?.fields.get(tag);
  if (!directory || !field || index >= field.count) return null;
  const size = sizes[field.type]!;
  const value = directory.block.bytes.at(field.at + index * size, size);
  if (!value) return null;
  const number = decode(directory.block.little, field.type, value);
  return number !== null && Number.isFinite(number) ? number : null;
}

/** A list of numbers, `most` at the most. */
export function numbersOf(directory: TiffDirectory | null, tag: number, most: number): number[] {
  const count = Math.min(directory?.fields.get(tag)?.count ?? 0, most);
  return Array.from({ length: count }, (_, index) => numberOf(directory, tag, index) ?? 0);
}

/** A field's text without padding, 100 characters at the most; control characters come from broken files. */
export function textOf(directory: TiffDirectory | null, tag: number): string {
  const field = directory?.fields.get(tag);
  if (!directory || !field || sizes[field.type] !== 1) return "";
  const written = directory.block.bytes.at(field.at, Math.min(field.count, 400));
  const [text = ""] = (written?.toString("utf8") ?? "").split("\0");
  return text
    .replaceAll(/[\p{Cc}\ufffd]/gu, " ")
    .trim()
    .slice(0, 100);
}

/** Where a field's bytes are in the file. */
export function placeOf(
  directory: TiffDirectory | null,
  tag: number,
): { readonly at: number; readonly length: number } | null {
  const field = directory?.fields.get(tag);
  return field ? { at: field.at, length: field.count * sizes[field.type]! } : null;
}

function decode(little: boolean, type: number, value: Buffer): number | null {
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  switch (type) {
    case 1:
    case 2:
    case 7:
      return view.getUint8(0);
    case 3:
      return view.getUint16(0, little);
    case 4:
    case 13:
      return view.getUint32(0, little);
    case 5:
      return view.getUint32(0, little) / view.getUint32(4, little);
    case 6:
      return view.getInt8(0);
    case 8:
      return view.getInt16(0, little);
    case 9:
      return view.getInt32(0, little);
    case 10:
      return view.getInt32(0, little) / view.getInt32(4, little);
    case 11:
      return view.getFloat32(0, little);
    case 12:
      return view.getFloat64(0, little);
    default:
      return null;
  }
}

function short(block: TiffBlock, at: number): number | null {
  const value = at + 2 <= block.end ? block.bytes.at(at, 2) : null;
  return value && readShort(block, value, 0);
}

function long(block: TiffBlock, at: number): number | null {
  const value = at + 4 <= block.end ? block.bytes.at(at, 4) : null;
  return value && readLong(block, value, 0);
}

function readShort({ little }: TiffBlock, value: Buffer, at: number): number {
  return little ? value.readUInt16LE(at) : value.readUInt16BE(at);
}

function readLong({ little }: TiffBlock, value: Buffer, at: number): number {
  return little ? value.readUInt32LE(at) : value.readUInt32BE(at);
}
