import { boxesIn, type FileBox, findBox } from "./file-boxes.ts";
import type { SparseBytes } from "./sparse-bytes.ts";

/** Colours by the code points of ITU-T H.273. */
export interface CodedColors {
  readonly primaries: number;
  readonly transfer: number;
}

export interface HeifHeader {
  /** Where the EXIF begins, at its TIFF header, and ends; null where there is none. */
  readonly exif: { readonly start: number; readonly end: number } | null;
  readonly colors: CodedColors | null;
  readonly hasProfile: boolean;
}

export function readHeifHeader(bytes: SparseBytes): HeifHeader {
  const file = { start: 0, end: bytes.size };
  const meta = findBox(bytes, file, ["meta"]);
  const properties = meta && findBox(bytes, file, ["meta", "iprp", "ipco"]);
  const colorBoxes = properties
    ? [...boxesIn(bytes, properties.start, properties.end)].filter(({ type }) => type === "colr")
    : [];
  const kindOf = (box: FileBox) => bytes.at(box.start, 4)?.toString("latin1") ?? "";
  const coded = colorBoxes.find((box) => kindOf(box) === "nclx");
  const points = coded && bytes.at(coded.start + 4, 4);
  return {
    exif: meta && exifPlace(bytes, meta),
    colors: points ? { primaries: points.readUInt16BE(0), transfer: points.readUInt16BE(2) } : null,
    hasProfile: colorBoxes.some((box) => ["prof", "rICC"].includes(kindOf(box))),
  };
}

/** An EXIF item begins with how many bytes there are before its TIFF header. */
function exifPlace(bytes: SparseBytes, meta: FileBox): HeifHeader["exif"] {
  const id = exifItem(bytes, meta);
  const item = id === null ? null : itemPlace(bytes, meta, id);
  const skipped = item && bytes.at(item.start, 4)?.readUInt32BE();
  return item && typeof skipped === "number" ? { start: item.start + 4 + skipped, end: item.end } : null;
}

function exifItem(bytes: SparseBytes, meta: FileBox): number | null {
  const list = findBox(bytes, { start: meta.start + 4, end: meta.end }, ["iinf"]);
  const version = list && bytes.at(list.start, 1)?.[0];
  if (!list) return null;
  for (const { type, start, end } of boxesIn(bytes, list.start + (version === 0 ? 6 : 8), list.end)) {
    const wide = bytes.at(start, 1)?.[0] === 3;
    const entry = type === "infe" ? bytes.at(start, Math.min(end - start, wide ? 14 : 12)) : null;
    if (entry?.toString("latin1", wide ? 10 : 8) !== "Exif") continue;
    return wide ? entry.readUInt32BE(4) : entry.readUInt16BE(4);
  }
  return null;
}

const mostItems = 2000;

/** The place of an item that lies in one piece in the file, which is all that is written for EXIF. */
function itemPlace(
  bytes: SparseBytes,
  meta: FileBox,
  wanted: number,
): { readonly start: number; readonly end: number } | null {
  const box = findBox(bytes, { start: meta.start + 4, end: meta.end }, ["iloc"]);
  const read = box && reader(bytes, box);
  if (!read) return null;
  const version = read(1);
  read(3);
  const sizes = read(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((shift) => (sizes >> shift) & 15);
  const count = Math.min(read(version < 2 ? 2 : 4), mostItems);
  for (let index = 0; index < count; index++) {
    const id = read(version < 2 ? 2 : 4);
    const method = version > 0 ? read(2) & 15 : 0;
    read(2);
    const base = read(baseSize!);
    const extents = Math.min(read(2), mostItems);
    for (let extent = 0; extent < extents; extent++) {
      if (version > 0) read(indexSize!);
      const [offset, length] = [read(offsetSize!), read(lengthSize!)];
      if (id === wanted && method === 0) return { start: base + offset, end: base + offset + length };
    }
  }
  return null;
}

/** Reads big-endian numbers one after the other; zeros behind the end. */
function reader(bytes: SparseBytes, { start, end }: FileBox): (size: number) => number {
  let at = start;
  return (size) => {
    const value = size > 0 && at + size <= end ? bytes.at(at, size) : null;
    at += size;
    if (!value) return 0;
    return size === 8 ? Number(value.readBigUInt64BE()) : value.readUIntBE(0, size);
  };
}
