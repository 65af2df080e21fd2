/** Raw files: whole, cut, without a preview, and made to keep a reader busy. */
import { cornerPixels } from "../../support/images.ts";
import type { CorpusFile } from "./corpus-file.ts";
import { greyJpeg } from "./jpeg-parts.ts";
import { vivid } from "./quarters.ts";
import { box, rawFiles, type RawParts } from "./raw-files.ts";
import { ascii, directories, long, tiffFile, type TiffFields } from "./tiff-writer.ts";

/** Taken upright, and stored as the sensor lies. */
async function parts(): Promise<RawParts> {
  return { preview: await cornerPixels(480, 640, 6).jpeg({ quality: 95 }).toBuffer(), orientation: 6 };
}

const takenAt = { capturedAt: "2026-03-14T09:26:53", capturedOffset: "-06:00", lens: "50mm" };

export const rawCorpus: readonly CorpusFile[] = [
  ...Object.entries(rawFiles).map(([name, file]): CorpusFile => ({
    name,
    content: async () => file(await parts()),
    outcome: "shown",
    colors: { are: vivid, within: 6 },
    file: { original: { width: 480, height: 640 }, ...takenAt },
  })),
  ...(["canon.cr2", "canon.cr3", "nikon.nef", "sony.arw", "fujifilm.raf"] as const).map(
    (name): CorpusFile => ({
      name: `cut-behind-the-preview-${name}`,
      content: async () => rawFiles[name](await parts()).subarray(0, -20_000),
      outcome: "damaged",
      colors: { are: vivid, within: 6 },
    }),
  ),
  {
    name: "cut-inside-the-preview.dng",
    content: async () => {
      const { preview, orientation } = await parts();
      const file = rawFiles["panasonic.rw2"]({ preview, orientation });
      return file.subarray(0, file.indexOf(preview) + Math.floor(preview.length * 0.7));
    },
    outcome: "rawWithoutPreview",
  },
  {
    name: "only-a-thumbnail.nef",
    content: () => rawFiles["nikon.nef"]({ preview: greyJpeg(160, 120), orientation: 1 }),
    outcome: "rawWithoutPreview",
  },
  {
    name: "without-preview.dng",
    content: () => tiffFile([{ 0xfe: long(0), 50_706: long(260), 0x10f: ascii("Acme") }]),
    outcome: "rawWithoutPreview",
  },
  {
    name: "header-only.cr3",
    content: () => box("ftyp", Buffer.from("crx \0\0\0\x01crx ")),
    outcome: "rawWithoutPreview",
  },
  {
    name: "header-only.raf",
    content: () => Buffer.from("FUJIFILMCCD-RAW 0201"),
    outcome: "rawWithoutPreview",
  },
  { name: "deep.dng", content: () => tiffFile([nested(60)]), outcome: "rawWithoutPreview" },
  { name: "looping.nef", content: loopingRaw, outcome: "rawWithoutPreview" },
  { name: "many-boxes.cr3", content: manyBoxes, outcome: "rawWithoutPreview" },
  { name: "boxes-in-boxes.cr3", content: nestedBoxes, outcome: "rawWithoutPreview" },
];

function nested(depth: number): TiffFields {
  if (depth === 0) return { 0xfe: long(1) };
  return { 0xfe: long(1), 50_706: long(260), 0x14a: directories(nested(depth - 1)) };
}

/** Every one of its thousand sub-directories is the directory itself, and so is the next. */
function loopingRaw(): Buffer {
  const file = tiffFile([
    { 0xfe: long(1), 0x10f: ascii("NIKON"), 0x14a: long(...Array.from({ length: 1000 }, () => 8)) },
  ]);
  file.writeUInt32LE(8, 8 + 2 + 3 * 12);
  return file;
}

const start = () => box("ftyp", Buffer.from("crx \0\0\0\x01crx ", "latin1"));

function manyBoxes(): Buffer {
  return Buffer.concat([start(), box("moov", ...Array.from({ length: 20_000 }, () => box("trak")))]);
}

function nestedBoxes(): Buffer {
  let inner = box("moov");
  for (let depth = 0; depth < 3000; depth++) inner = box(depth % 2 ? "moov" : "trak", inner);
  return Buffer.concat([start(), inner]);
}
