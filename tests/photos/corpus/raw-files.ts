/** Raw files of every maker, reduced to what leads to the preview: the containers are theirs, the sensor's data is not. */
import { frames, greyJpeg } from "./jpeg-parts.ts";
import { ascii, bytes, directories, long, place, short, tiffFile, type TiffFields } from "./tiff-writer.ts";

export interface RawParts {
  /** The picture as it is stored: turned as `orientation` says. */
  readonly preview: Buffer;
  readonly orientation: number;
}

const takenAt = "2026:03:14 09:26:53";
const shot: TiffFields = { 0x9003: ascii(takenAt), 0x9011: ascii("-06:00"), 0xa434: ascii("50mm") };

/** How sensors' data is often stored; no picture to look at, and larger than the preview. */
const sensorData = greyJpeg(4000, 3000, frames.lossless);
const thumbnail = greyJpeg(160, 120);

const pointedTo = (data: Buffer): TiffFields => ({ 0x201: place(data), 0x202: long(data.length) });
const strip = (data: Buffer, compression: number): TiffFields => ({
  0x103: short(compression),
  0x111: place(data),
  0x117: long(data.length),
});
const camera = (make: string, orientation: number): TiffFields => ({
  0x10f: ascii(make),
  0x110: ascii("Test"),
  0x112: short(orientation),
  0x8769: directories(shot),
});

export const rawFiles = {
  "canon.cr2": ({ preview, orientation }: RawParts) =>
    tiffFile(
      [{ ...camera("Canon", orientation), ...strip(preview, 6) }, pointedTo(thumbnail), strip(sensorData, 6)],
      { preface: Buffer.from("CR\x02\0\0\0\0\0", "latin1") },
    ),
  "canon.cr3": canonBoxes,
  "nikon.nef": ({ preview, orientation }: RawParts) =>
    tiffFile(
      [
        {
          ...camera("NIKON CORPORATION", orientation),
          0xfe: long(1),
          ...strip(Buffer.alloc(160 * 120 * 3), 1),
          0x14a: directories(
            { 0xfe: long(1), ...pointedTo(preview) },
            { 0xfe: long(0), ...strip(sensorData, 34_713) },
          ),
        },
      ],
      { order: "MM" },
    ),
  "sony.arw": ({ preview, orientation }: RawParts) =>
    tiffFile([
      {
        ...camera("SONY", orientation),
        0xfe: long(1),
        ...pointedTo(preview),
        0x14a: directories(strip(sensorData, 32_767)),
      },
      pointedTo(thumbnail),
    ]),
  "adobe.dng": ({ preview, orientation }: RawParts) =>
    tiffFile([
      {
        ...camera("Acme", orientation),
        0xfe: long(1),
        50_706: bytes(Buffer.from([1, 4, 0, 0])),
        ...strip(Buffer.alloc(160 * 120 * 3), 1),
        0x14a: directories(
          { 0xfe: long(0), ...strip(sensorData, 7) },
          { 0xfe: long(1), ...strip(preview, 7) },
        ),
      },
    ]),
  "fujifilm.raf": fujiFile,
  "olympus.orf": ({ preview, orientation }: RawParts) =>
    tiffFile(
      [
        {
          ...camera("OLYMPUS CORPORATION", orientation),
          0x8769: directories({ ...shot, 0x927c: bytes(olympusNotes(preview)) }),
        },
      ],
      { mark: 0x4f52 },
    ),
  "panasonic.rw2": ({ preview, orientation }: RawParts) =>
    tiffFile([{ ...camera("Panasonic", orientation), 0x2e: bytes(preview) }], { mark: 0x55 }),
  "pentax.pef": ({ preview, orientation }: RawParts) =>
    tiffFile([{ ...camera("PENTAX", orientation), 0xfe: long(1) }, pointedTo(thumbnail), pointedTo(preview)]),
} as const satisfies Record<string, (parts: RawParts) => Buffer>;

/** A directory of one entry: the camera's settings, and behind them the preview. Places count from the notes. */
function olympusNotes(preview: Buffer): Buffer {
  const notes = Buffer.alloc(72);
  notes.write("OLYMPUS\0II\x03\0", "latin1");
  notes.writeUInt16LE(1, 12);
  writeField(notes, 14, 0x2020, 32);
  notes.writeUInt16LE(2, 32);
  writeField(notes, 34, 0x101, notes.length);
  writeField(notes, 46, 0x102, preview.length);
  return Buffer.concat([notes, preview]);
}

function writeField(notes: Buffer, at: number, tag: number, value: number): void {
  notes.writeUInt16LE(tag, at);
  notes.writeUInt16LE(4, at + 2);
  notes.writeUInt32LE(1, at + 4);
  notes.writeUInt32LE(value, at + 8);
}

/** Fujifilm has no TIFF around it: its EXIF is that of the preview. */
function fujiFile({ preview, orientation }: RawParts): Buffer {
  const exif = tiffFile([camera("FUJIFILM", orientation)]);
  const marked = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exif]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(marked.length + 2);
  const jpeg = Buffer.concat([
    preview.subarray(0, 2),
    Buffer.from([0xff, 0xe1]),
    length,
    marked,
    preview.subarray(2),
  ]);
  const header = Buffer.alloc(160);
  header.write("FUJIFILMCCD-RAW 0201FF129502", "latin1");
  header.writeUInt32BE(header.length, 84);
  header.writeUInt32BE(jpeg.length, 88);
  header.writeUInt32BE(header.length + jpeg.length, 100);
  header.writeUInt32BE(sensorData.length, 104);
  return Buffer.concat([header, jpeg, sensorData]);
}

export function box(type: string, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}

const hex = (text: string) => Buffer.from(text, "hex");
const longs = (...values: number[]) => {
  const data = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => data.writeUInt32BE(value, index * 4));
  return data;
};

/** Canon's newer raw files are films of one picture: the preview is a track, and its data lies behind everything. */
function canonBoxes({ preview, orientation }: RawParts): Buffer {
  const start = box("ftyp", Buffer.from("crx \0\0\0\x01crx isom", "latin1"));
  const own = box(
    "uuid",
    hex("85c0b687820f11e08111f4ce462b6a48"),
    box("CMT1", tiffFile([{ 0x10f: ascii("Canon"), 0x110: ascii("Test"), 0x112: short(orientation) }])),
    box("CMT2", tiffFile([shot])),
    box("THMB", longs(0, (160 << 16) | 120, thumbnail.length, 0), thumbnail),
  );
  const movie = (at: number) =>
    box(
      "moov",
      own,
      box(
        "trak",
        box(
          "mdia",
          box(
            "minf",
            box("stbl", box("stsz", longs(0, 0, 1, preview.length)), box("co64", longs(0, 1, 0, at))),
          ),
        ),
      ),
    );
  const middling = greyJpeg(400, 300);
  const between = box(
    "uuid",
    hex("eaf42b5e1c984b88b9fbb7dc406e4d16"),
    longs(0, 1),
    box("PRVW", longs(0, 1 << 16, (300 << 16) | 1, middling.length), middling),
  );
  const at = start.length + movie(0).length + between.length + 8;
  return Buffer.concat([start, movie(at), between, box("mdat", preview, sensorData)]);
}
