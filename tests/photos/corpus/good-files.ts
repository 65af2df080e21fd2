/** Every format, colour space, orientation and name that cars are photographed in. */
import sharp from "sharp";
import { cameraPicture, cornerPicture, type Orientation } from "../../support/images.ts";
import type { CorpusFile } from "./corpus-file.ts";
import { exifSegment, greyJpeg, segment, withoutSegments, withSegments } from "./jpeg-parts.ts";
import { greys, inAdobeRgb, printable, type Quarters, quartersPicture, vivid } from "./quarters.ts";
import { ascii, bytes, directories, short, tiffFile } from "./tiff-writer.ts";

/** The quarters of `vivid` in arithmetic coding, which no encoder at hand writes. */
const arithmetic =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/yQARCAAgADADASIAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/AM89sUXcsHU/uhcAYzXd7bYUBSCfGVQ3E56EvcaOa1yMkyxXkLRM8lqUcdq4O+xJ3QGU9fk/hcmvfjD/2Q==";

const jpeg = () => quartersPicture(vivid).jpeg({ quality: 95 }).toBuffer();
const png = () => quartersPicture(vivid).png().toBuffer();
const colors = (are: Quarters, within = 4) => ({ are, within });

export const goodFiles: readonly CorpusFile[] = [
  { name: "plain.jpg", content: jpeg, outcome: "shown", colors: colors(vivid) },
  {
    name: "progressive.jpg",
    content: () => quartersPicture(vivid).jpeg({ progressive: true, quality: 95 }).toBuffer(),
    outcome: "shown",
    colors: colors(vivid),
  },
  {
    name: "arithmetic.jpg",
    content: () => Buffer.from(arithmetic, "base64"),
    outcome: "shown",
    colors: colors(vivid, 8),
  },
  { name: "a-png.jpg", content: png, outcome: "shown", colors: colors(vivid) },
  { name: "a-jpeg.png", content: jpeg, outcome: "shown", colors: colors(vivid) },
  { name: "a-jpeg.heic", content: jpeg, outcome: "shown", colors: colors(vivid) },
  { name: "jpeg-called-raw.cr2", content: jpeg, outcome: "shown", colors: colors(vivid) },
  { name: "plain.webp", content: webp, outcome: "shown", colors: colors(vivid, 8) },
  { name: "plain.avif", content: () => avif(vivid), outcome: "shown", colors: colors(vivid, 8) },
  {
    name: "lzw.tif",
    content: () => quartersPicture(vivid).tiff({ compression: "lzw" }).toBuffer(),
    outcome: "shown",
    colors: colors(vivid),
  },
  {
    name: "tiled-jpeg.tif",
    content: () => quartersPicture(vivid).tiff({ compression: "jpeg", tile: true, quality: 95 }).toBuffer(),
    outcome: "shown",
    colors: colors(vivid, 6),
  },
  {
    name: "palette.png",
    content: () => quartersPicture(vivid).png({ palette: true }).toBuffer(),
    outcome: "shown",
    colors: colors(vivid, 8),
  },
  {
    name: "transparent.png",
    content: () =>
      sharp({ create: { width: 96, height: 64, channels: 4, background: "#00000000" } })
        .png()
        .toBuffer(),
    outcome: "shown",
    colors: colors([
      [255, 255, 255],
      [255, 255, 255],
      [255, 255, 255],
      [255, 255, 255],
    ]),
  },
  { name: "animated.gif", content: () => animated("gif"), outcome: "shown", colors: colors(vivid, 10) },
  { name: "animated.webp", content: () => animated("webp"), outcome: "shown", colors: colors(vivid, 10) },

  {
    name: "display-p3.jpg",
    content: () => quartersPicture(vivid).withIccProfile("p3").jpeg({ quality: 98 }).toBuffer(),
    outcome: "shown",
    colors: colors(vivid, 5),
  },
  {
    name: "display-p3-16-bit.png",
    content: () => quartersPicture(vivid).toColourspace("rgb16").withIccProfile("p3").png().toBuffer(),
    outcome: "shown",
    colors: colors(vivid, 3),
  },
  {
    // As phones write it: the colours are named by number, and there is no profile.
    name: "display-p3-by-number.avif",
    content: namedColorsAvif,
    outcome: "shown",
    colors: colors(vivid, 9),
  },
  {
    name: "adobe-rgb-without-profile.jpg",
    content: async () => {
      const picture = await quartersPicture(inAdobeRgb(vivid)).jpeg({ quality: 98 }).toBuffer();
      return withSegments(picture, exifSegment(adobeExif));
    },
    outcome: "shown",
    colors: colors(vivid, 5),
  },
  // Inks mix otherwise than light: going there and back costs more steps than any other space.
  { name: "cmyk-with-profile.jpg", content: cmyk, outcome: "shown", colors: colors(printable, 20) },
  {
    name: "cmyk-without-profile.jpg",
    content: async () => withoutSegments(await cmyk(), 0xe2),
    outcome: "shown",
    colors: colors(printable, 20),
  },
  {
    name: "cmyk.tif",
    content: () => quartersPicture(printable).toColourspace("cmyk").withIccProfile("cmyk").tiff().toBuffer(),
    outcome: "shown",
    colors: colors(printable, 20),
  },
  {
    name: "greyscale.jpg",
    content: () => quartersPicture(greys).greyscale().jpeg({ quality: 95 }).toBuffer(),
    outcome: "shown",
    colors: colors(greys),
  },
  {
    name: "greyscale-16-bit.png",
    content: () => quartersPicture(greys).toColourspace("grey16").png().toBuffer(),
    outcome: "shown",
    colors: colors(greys, 3),
  },
  {
    name: "16-bit.png",
    content: () => quartersPicture(vivid).toColourspace("rgb16").png().toBuffer(),
    outcome: "shown",
    colors: colors(vivid, 3),
  },
  {
    name: "16-bit.tif",
    content: () => quartersPicture(vivid).toColourspace("rgb16").tiff({ compression: "deflate" }).toBuffer(),
    outcome: "shown",
    colors: colors(vivid, 3),
  },
  {
    name: "gain-map-hdr.jpg",
    content: gainMapJpeg,
    outcome: "shown",
    colors: colors(vivid),
  },
  {
    name: "panorama-300-megapixels.jpg",
    content: () => greyJpeg(30_000, 10_000),
    outcome: "shown",
    file: { original: { width: 30_000, height: 10_000 } },
  },

  ...([1, 2, 3, 4, 5, 6, 7, 8] as const).map((orientation): CorpusFile => ({
    name: `orientation-${orientation}.jpg`,
    content: () => cornerPicture(96, 64, orientation),
    outcome: "shown",
    colors: colors(vivid, 6),
    file: { original: { width: 96, height: 64 } },
  })),
  ...(["png", "webp", "tiff"] as const).map((format): CorpusFile => ({
    name: `orientation-6.${format}`,
    content: () => turned(format, 6),
    outcome: "shown",
    colors: colors(vivid, 8),
    file: { original: { width: 96, height: 64 } },
  })),

  {
    name: "broken-exif.jpg",
    content: brokenExif,
    outcome: "shown",
    colors: colors(vivid),
    file: nothingKnown(),
  },
  {
    name: "looping-exif.jpg",
    content: async () => withSegments(await jpeg(), exifSegment(loopingTiff())),
    outcome: "shown",
    colors: colors(vivid),
  },
  {
    name: "huge-exif.jpg",
    content: async () =>
      withSegments(await jpeg(), exifSegment(notedExif(60_000)), ...Array.from({ length: 60 }, extendedXmp)),
    outcome: "shown",
    colors: colors(vivid),
    file: { capturedAt: "2026-03-14T09:26:53" },
  },
  {
    name: "exif-behind-much-else.jpg",
    content: async () =>
      withSegments(await jpeg(), ...Array.from({ length: 20 }, extendedXmp), exifSegment(notedExif(100))),
    outcome: "shown",
    colors: colors(vivid),
    file: { capturedAt: "2026-03-14T09:26:53" },
  },
  {
    name: "maker-notes.jpg",
    content: async () => withSegments(await jpeg(), exifSegment(notedExif(30_000))),
    outcome: "shown",
    file: { camera: { make: "Acme", model: "Notes" }, capturedAt: "2026-03-14T09:26:53" },
  },

  ...[
    "00001IMG_00001_BURST20260314092653_COVER.jpg",
    "00002IMG_00002_BURST20260314092653.jpg",
    "20260314_092653(0).jpg",
    "IMG_1234 (1).JPG",
    "IMG_E1234.jpeg",
    "foto del coche ñandú.jpg",
    "снимка на колата.jpg",
    "mașină din față.jpg",
    "車の写真.jpg",
    "汽车照片.jpg",
    "자동차 사진.jpg",
    "صورة السيارة.jpg",
    "תמונה של רכב.jpg",
    "कार की फोटो.jpg",
    "รูปรถ.jpg",
    "φωτο մեքենա მანქანა বাংলা தமிழ் తెలుగు ಕನ್ನಡ മലയാളം ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ සිංහල.jpg",
    "አማርኛ ខ្មែរ ລາວ မြန်မာ བོད ᠮᠣᠩᠭᠣᠯ ᏣᎳᎩ ᐃᓄᒃᑎᑐᑦ ދިވެހި ܣܘܪܝܝܐ ⵜⵉⴼⵉⵏⴰⵖ ꦗꦮ ㄅㄆ ꆈꌠ ᮞᮥᮔ᮪ᮓ.jpg",
    "beyond sixteen bits 𝕮𝖆𝖗 𐌰𐌱 𐎠𐎡 𓀀𓃀 𞤀𞤣 𒀀𒁀 𠮷.jpg",
    "\u202egpj.right to left\u202c.jpg",
    "🚗💨 front.jpg",
    "👨‍👩‍👧‍👦 and 🏳️‍🌈.jpg",
    "e\u0301 decomposed.jpg",
    "no ending",
    ".hidden-beginning.jpg",
    "-rf.jpg",
    "quote'and\"double.jpg",
    "line\nbreak.jpg",
    `${"long ".repeat(49)}.jpg`,
  ].map((name, index): CorpusFile => ({
    name,
    content: () => cameraPicture(64, 48, 1000 + index),
    outcome: "shown",
    file: { original: { name } },
  })),
];

function webp(): Promise<Buffer> {
  return quartersPicture(vivid).webp({ quality: 95 }).toBuffer();
}

function avif(are: Quarters): Promise<Buffer> {
  return quartersPicture(are).avif({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
}

/** The first frame shows the quarters, the second is black. */
async function animated(format: "gif" | "webp"): Promise<Buffer> {
  const [width, height] = [96, 64];
  const first = await quartersPicture(vivid, width, height).raw().toBuffer();
  const frames = Buffer.concat([first, Buffer.alloc(first.length)]);
  const raw = { width, height: height * 2, channels: 3, pageHeight: height } as const;
  return sharp(frames, { raw }).toFormat(format).toBuffer();
}

/** The numbers of Display P3, its curve and the usual matrix, where the encoder wrote the profile of Display P3. */
async function namedColorsAvif(): Promise<Buffer> {
  const file = await quartersPicture(vivid)
    .withIccProfile("p3")
    .avif({ quality: 95, chromaSubsampling: "4:4:4" })
    .toBuffer();
  file.set(Buffer.from("nclx\0\x0c\0\x0d\0\x06\x80", "latin1"), file.indexOf("colrrICC") + 4);
  return file;
}

function cmyk(): Promise<Buffer> {
  return quartersPicture(printable)
    .toColourspace("cmyk")
    .withIccProfile("cmyk")
    .jpeg({ quality: 98 })
    .toBuffer();
}

async function turned(format: "png" | "webp" | "tiff", orientation: Orientation): Promise<Buffer> {
  const stored = await sharp(await cornerPicture(96, 64, orientation))
    .png()
    .toBuffer();
  return sharp(stored)
    .withMetadata({ orientation })
    .toFormat(format, format === "webp" ? { quality: 95 } : {})
    .toBuffer();
}

/** How a camera that is set to Adobe RGB says so: by its file system's rules, without a profile. */
const adobeExif = tiffFile([
  {
    0x112: short(1),
    0x8769: directories({ 0xa001: short(65_535), 0xa005: directories({ 1: ascii("R03") }) }),
  },
]);

/** The base picture, a note that there is more, and the map of gains behind it as a JPEG of its own. */
async function gainMapJpeg(): Promise<Buffer> {
  const xmp = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"/></rdf:RDF></x:xmpmeta>`;
  const base = withSegments(await jpeg(), segment(0xe1, Buffer.from(xmp, "latin1")));
  return Buffer.concat([base, greyJpeg(48, 32)]);
}

async function brokenExif(): Promise<Buffer> {
  return withSegments(await jpeg(), exifSegment(Buffer.alloc(300, 0xa7)));
}

function nothingKnown(): CorpusFile["file"] {
  return { capturedAt: null, camera: null, lens: null, exposure: null, position: null };
}

/** A directory that comes after itself and lies below itself. */
function loopingTiff(): Buffer {
  const tiff = Buffer.alloc(38);
  tiff.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0]);
  tiff.set([0x4a, 1, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0], 10);
  tiff.set([0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0], 22);
  tiff.set([8, 0, 0, 0], 34);
  return tiff;
}

function notedExif(noteBytes: number): Buffer {
  return tiffFile([
    {
      0x10f: ascii("Acme"),
      0x110: ascii("Notes"),
      0x8769: directories({
        0x9003: ascii("2026:03:14 09:26:53"),
        0x927c: bytes(Buffer.alloc(noteBytes, "note ")),
      }),
    },
  ]);
}

function extendedXmp(): Buffer {
  return segment(0xe1, Buffer.alloc(65_000, "http://ns.adobe.com/xmp/extension/\0"));
}
