import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PhotoRefusal } from "./photo-refusal.ts";
import { pictureFormat } from "./picture-signature.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const ftyp = (major: string, ...compatible: string[]) => {
  const body = bytes(`ftyp${major}\0\0\0\0${compatible.join("")}`);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 4);
  return Buffer.concat([size, body, Buffer.alloc(64)]);
};
/** A TIFF whose first picture has one field. */
const tiff = (order: "II" | "MM", tag: number, value: number) => {
  const file = Buffer.alloc(64);
  const short = order === "II" ? file.writeUInt16LE.bind(file) : file.writeUInt16BE.bind(file);
  const long = order === "II" ? file.writeUInt32LE.bind(file) : file.writeUInt32BE.bind(file);
  file.write(order, "latin1");
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(tag, 10);
  short(4, 12);
  long(1, 14);
  long(value, 18);
  return file;
};

test.for([
  ["jpeg", bytes("\xff\xd8\xff\xe1")],
  ["png", bytes("\x89PNG\r\n\x1a\n")],
  ["webp", bytes("RIFF\0\0\0\0WEBPVP8 ")],
  ["gif", bytes("GIF89a")],
  ["tiff", tiff("II", 256, 4000)],
  ["tiff", tiff("MM", 254, 0)],
  ["heif", ftyp("heic")],
  ["heif", ftyp("mif1", "miaf", "heic")],
  ["heif", ftyp("avif")],
  ["heif", ftyp("isom", "mp41", "heic")],
] as const)("knows a %s by its first bytes", ([format, head]) => {
  expect(pictureFormat(head)).toBe(format);
});

test.for([
  ["a Canon raw file", Buffer.concat([bytes("II*\0\x10\0\0\0CR\x02\0"), Buffer.alloc(40)])],
  ["a Canon raw file of the newer kind", ftyp("crx ", "crx ", "isom")],
  ["a raw file that begins with its preview, little-endian", tiff("II", 254, 1)],
  ["a raw file that begins with its preview, big-endian", tiff("MM", 254, 1)],
  ["a Fujifilm raw file", bytes("FUJIFILMCCD-RAW 0201")],
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
  ["a film", ftyp("isom", "iso2", "mp41")],
  ["a sound", bytes("RIFF\0\0\0\0WAVEfmt ")],
  ["two bytes", bytes("\xff\xd8")],
] as const)("refuses %s as no picture", ([, head]) => {
  expect(() => pictureFormat(head)).toThrow(new PhotoRefusal("notAPicture"));
});

test("says something about any bytes at all, and never fails over them", () => {
  const marks = ["", "II*\0", "MM\0*", "\0\0\0\x18ftyp", "<svg", "<?xml"].map(bytes);
  fc.assert(
    fc.property(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 80 }), (mark, rest) => {
      try {
        expect(pictureFormat(Buffer.concat([mark, rest]))).toMatch(/^(jpeg|png|webp|gif|tiff|heif)$/);
      } catch (error) {
        expect(error).toBeInstanceOf(PhotoRefusal);
      }
    }),
  );
});
