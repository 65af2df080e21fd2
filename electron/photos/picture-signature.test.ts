import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PhotoRefusal } from "./photo-refusal.ts";
import { isPictureFormat, pictureFormat } from "./picture-signature.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const ftyp = (major: string, ...compatible: string[]) => {
  const body = bytes(`ftyp${major}\0\0\0\0${compatible.join("")}`);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 4);
  return Buffer.concat([size, body, Buffer.alloc(64)]);
};
/** The packets of an MPEG transport stream. */
const packets = (length: number, start: number) => {
  const stream = Buffer.alloc(length * 5, 0xff);
  for (let index = 0; index < 5; index++) stream[start + index * length] = 0x47;
  return stream;
};
/** A TIFF whose first picture has one field, and a camera's maker behind it. */
const tiff = (order: "II" | "MM", tag: number, value: number, make = "Acme") => {
  const file = Buffer.alloc(64);
  const short = order === "II" ? file.writeUInt16LE.bind(file) : file.writeUInt16BE.bind(file);
  const long = order === "II" ? file.writeUInt32LE.bind(file) : file.writeUInt32BE.bind(file);
  file.write(order, "latin1");
  short(42, 2);
  long(8, 4);
  short(2, 8);
  short(tag, 10);
  short(4, 12);
  long(1, 14);
  long(value, 18);
  short(271, 22);
  short(2, 24);
  long(make.length, 26);
  long(40, 30);
  file.write(make, 40, "latin1");
  return file;
};

test.for([
  ["jpeg", bytes("\xff\xd8\xff\xe1")],
  ["png", bytes("\x89PNG\r\n\x1a\n")],
  ["webp", bytes("RIFF\0\0\0\0WEBPVP8 ")],
  ["gif", bytes("GIF89a")],
  ["tiff", tiff("II", 256, 4000)],
  ["tiff", tiff("MM", 254, 0)],
  ["heic", ftyp("heic")],
  ["heic", ftyp("mif1", "miaf", "heic")],
  ["heic", ftyp("isom", "mp41", "heic")],
  ["avif", ftyp("avif")],
  ["avif", ftyp("mif1", "avif", "miaf")],
  ["cr2", Buffer.concat([bytes("II*\0\x10\0\0\0CR\x02\0"), Buffer.alloc(40)])],
  ["cr3", ftyp("crx ", "crx ", "isom")],
  ["nef", tiff("MM", 254, 1, "NIKON CORPORATION")],
  ["arw", tiff("II", 254, 1, "SONY")],
  ["dng", tiff("II", 50_706, 1)],
  ["raf", bytes("FUJIFILMCCD-RAW 0201")],
  ["orf", bytes("IIRO\x08\0\0\0")],
  ["rw2", bytes("IIU\0\x18\0\0\0")],
  ["raw", tiff("II", 254, 1)],
  ["raw", tiff("MM", 254, 1)],
] as const)("knows a %s by its first bytes", ([format, head]) => {
  expect(pictureFormat(head)).toBe(format);
});

test.for([
  ["a bitmap", bytes("BM\x36\0\x24\0\0\0\0\0\x36\0")],
  ["a Photoshop file", bytes("8BPS\0\x01")],
  ["a JPEG XL", bytes("\0\0\0\x0cJXL \r\n\x87\n")],
  ["an SVG", bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")],
  ["an SVG behind a declaration and a comment", bytes('<?xml version="1.0"?>\n<!-- drawn -->\n<svg/>')],
] as const)("refuses %s as a kind of picture that is not read", ([, head]) => {
  expect(() => pictureFormat(head)).toThrow(new PhotoRefusal("unsupportedFormat"));
});

test.for([
  ["text", bytes("BMW 320i, 2019")],
  ["a web page with a drawing in it", bytes("<html><body><svg/></body></html>")],
  ["a PDF", bytes("%PDF-1.7")],
  ["a zip", bytes("PK\x03\x04")],
  ["a song", ftyp("M4A ", "isom", "mp42")],
  ["a sound", bytes("RIFF\0\0\0\0WAVEfmt ")],
  ["two bytes", bytes("\xff\xd8")],
] as const)("refuses %s as no picture", ([, head]) => {
  expect(() => pictureFormat(head)).toThrow(new PhotoRefusal("notAPicture"));
});

test.for([
  ["an MP4", ftyp("isom", "iso2", "mp41")],
  ["a QuickTime film", ftyp("qt  ", "qt  ")],
  ["an old QuickTime film", bytes("\0\0\0\x08wide\0\0\0\0mdat")],
  ["a phone's film", ftyp("3gp4", "3gp6")],
  ["an AVI", bytes("RIFF\0\0\0\0AVI LIST")],
  ["a Matroska film", bytes("\x1a\x45\xdf\xa3\x01\0\0\0")],
  ["a camcorder's film", packets(188, 0)],
  ["a Blu-ray camcorder's film", packets(192, 4)],
] as const)("refuses %s as a film", ([, head]) => {
  expect(() => pictureFormat(head)).toThrow(new PhotoRefusal("video"));
});

test("says something about any bytes at all, and never fails over them", () => {
  const marks = ["", "II*\0", "MM\0*", "\0\0\0\x18ftyp", "<svg", "<?xml"].map(bytes);
  fc.assert(
    fc.property(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 80 }), (mark, rest) => {
      try {
        expect(isPictureFormat(pictureFormat(Buffer.concat([mark, rest])))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(PhotoRefusal);
      }
    }),
  );
});
