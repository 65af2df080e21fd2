import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readGlimpse } from "#electron/photos/exif-facts.ts";
import { pictureHeader } from "#electron/photos/picture-header.ts";
import { type PictureFormat, recognizedFormat } from "#electron/photos/picture-signature.ts";
import { bytesOf } from "#electron/photos/sparse-bytes.ts";
import { greyJpeg } from "./jpeg-parts.ts";
import { rawFiles } from "./raw-files.ts";

const preview = greyJpeg(640, 480);
const faults = fc.array(fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 255 })), {
  minLength: 1,
  maxLength: 20,
});

test.for(Object.entries(rawFiles))("has an answer for a %s with any bytes broken", ([, file]) => {
  const whole = file({ preview, orientation: 6 });
  const format = recognizedFormat(whole)!;
  expect(pictureHeader(bytesOf(whole), format).preview).toMatchObject({ width: 640, height: 480 });
  fc.assert(
    fc.property(faults, fc.nat({ max: whole.length }), (list, length) => {
      const broken = Buffer.from(whole.subarray(0, length));
      for (const [at, value] of list) if (at < length) broken[at] = value;
      const header = pictureHeader(bytesOf(broken), format);
      expect(header.orientation).toBeGreaterThanOrEqual(1);
      expect(readGlimpse(broken).orientation).toBeLessThanOrEqual(8);
    }),
  );
});

test("has an answer for any bytes as any format", () => {
  const formats: PictureFormat[] = [
    "jpeg",
    "png",
    "webp",
    "gif",
    "tiff",
    "heic",
    "avif",
    "cr3",
    "raf",
    "orf",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...formats), fc.uint8Array({ maxLength: 300 }), (format, data) => {
      expect(pictureHeader(bytesOf(Buffer.from(data)), format).orientation).toBeGreaterThanOrEqual(1);
    }),
  );
});
