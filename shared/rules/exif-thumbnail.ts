/** The small JPEG that a camera puts into the EXIF of its pictures, and how it has to be turned. */
export interface ExifThumbnail {
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** As in the EXIF standard, 1 to 8. */
  readonly orientation: number;
}

/** Of the beginning of a JPEG; null where it has none. Total: whatever is broken is as if it were not there. */
export function exifThumbnail(head: Uint8Array<ArrayBuffer>): ExifThumbnail | null {
  try {
    return thumbnailIn(head);
  } catch (error) {
    // A place that leads out of what was read.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function thumbnailIn(head: Uint8Array<ArrayBuffer>): ExifThumbnail | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const start = tiffStart(view);
  if (start === null) return null;
  const little = view.getUint16(start) === 0x4949;
  const first = directoryAt(view, start + view.getUint32(start + 4, little), little);
  if (first.next === 0) return null;
  const second = directoryAt(view, start + first.next, little);
  const [offset = 0, length = 0] = [second.fields.get(0x201), second.fields.get(0x202)];
  const from = start + offset;
  if (offset === 0 || length < 100 || from + length > head.length) return null;
  if (view.getUint16(from) !== 0xffd8) return null;
  const orientation = first.fields.get(0x112) ?? 1;
  return {
    jpeg: head.subarray(from, from + length),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
  };
}

/** Where the TIFF begins that EXIF is, within its own segment of the JPEG. */
function tiffStart(view: DataView): number | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xda) return null;
    if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966) return at + 10;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

const short = 3;
const long = 4;

/** The fields of a directory that are one short or long number. */
function directoryAt(view: DataView, at: number, little: boolean) {
  const fields = new Map<number, number>();
  const count = view.getUint16(at, little);
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + index * 12;
    const type = view.getUint16(entry + 2, little);
    if (type === short) fields.set(view.getUint16(entry, little), view.getUint16(entry + 8, little));
    if (type === long) fields.set(view.getUint16(entry, little), view.getUint32(entry + 8, little));
  }
  return { fields, next: view.getUint32(at + 2 + count * 12, little) };
}

/** Between a JPEG's start and the rest of it: EXIF of one field, that says how it is to be turned. */
export function orientationSegment(orientation: number): Uint8Array<ArrayBuffer> {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const header = [0x49, 0x49, 42, 0, 8, 0, 0, 0];
  const field = [1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
  const length = 2 + exif.length + header.length + field.length;
  return Uint8Array.from([0xff, 0xe1, 0, length, ...exif, ...header, ...field]);
}
