import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exifThumbnail, orientationSegment } from "./exif-thumbnail.ts";

const thumbnail = Uint8Array.from([
  0xff,
  0xd8,
  ...Array.from({ length: 200 }, (_, index) => index),
  0xff,
  0xd9,
]);

/** EXIF with an orientation in its first directory and a thumbnail behind its second, in either byte order. */
function photo({ orientation = 6, little = true, length = thumbnail.length } = {}) {
  const tiff = new DataView(new ArrayBuffer(56));
  const short = (at: number, value: number) => tiff.setUint16(at, value, little);
  const long = (at: number, value: number) => tiff.setUint32(at, value, little);
  const field = (at: number, tag: number, type: number) => (
    short(at, tag),
    short(at + 2, type),
    long(at + 4, 1)
  );
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  short(2, 42);
  long(4, 8);
  short(8, 1);
  field(10, 0x112, 3);
  short(18, orientation);
  long(22, 26);
  short(26, 2);
  field(28, 0x201, 4);
  long(36, 56);
  field(40, 0x202, 4);
  long(48, length);
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...new Uint8Array(tiff.buffer), ...thumbnail];
  const size = exif.length + 2;
  const app0 = [0xff, 0xe0, 0, 4, 1, 2];
  return Uint8Array.from([0xff, 0xd8, ...app0, 0xff, 0xe1, size >> 8, size & 255, ...exif, 0xff, 0xda, 0, 2]);
}

test("finds the thumbnail and how it is to be turned, in both byte orders", () => {
  for (const little of [true, false])
    expect(exifThumbnail(photo({ little }))).toEqual({ jpeg: thumbnail, orientation: 6 });
});

test("a number that is no orientation is upright", () => {
  expect(exifThumbnail(photo({ orientation: 9 }))?.orientation).toBe(1);
});

test("a thumbnail that leads out of what was read is none", () => {
  expect(exifThumbnail(photo({ length: 5000 }))).toBeNull();
  expect(exifThumbnail(photo().subarray(0, 150))).toBeNull();
});

test("what is no JPEG, or has no EXIF, has none", () => {
  expect(exifThumbnail(new Uint8Array())).toBeNull();
  expect(exifThumbnail(thumbnail)).toBeNull();
});

test("bytes that are broken anywhere are as if they were not there", () => {
  const whole = photo();
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const broken = whole.slice();
      for (const [at, value] of changes) broken[at] = value;
      const found = exifThumbnail(broken);
      expect(found === null || found.orientation <= 8).toBe(true);
    }),
  );
});

test("an orientation is written as a segment of its own length that says it", () => {
  const segment = orientationSegment(8);
  expect([...segment.subarray(0, 4)]).toEqual([0xff, 0xe1, 0, segment.length - 2]);
  expect(segment.at(4 + 6 + 8 + 2 + 8)).toBe(8);
});
