import * as fc from "fast-check";
import sharp, { type Exif } from "sharp";
import { expect, test } from "vitest";
import { exifDirectories } from "./exif-directories.ts";
import { exifFacts, exifOrientation, readGlimpse } from "./exif-facts.ts";
import { bytesOf } from "./sparse-bytes.ts";

const readExifFacts = (file: Buffer) => exifFacts(exifDirectories(bytesOf(file), "jpeg"));

const picture = (exif: Exif) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: "#808080" } })
    .withExif(exif)
    .jpeg()
    .toBuffer();

const nothing = {
  capturedAt: null,
  capturedOffset: null,
  camera: null,
  lens: null,
  exposure: null,
  position: null,
};

test("reads the time of capture, not that of a later edit", async () => {
  const file = await picture({
    IFD0: { DateTime: "2026:11:01 10:00:00" },
    IFD2: { DateTimeOriginal: "2026:10:30 17:05:09" },
  });
  expect(readExifFacts(file).capturedAt).toBe("2026-10-30T17:05:09");
});

test.for(["0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:40 10:00:00", "yesterday"])(
  "takes %j for no time at all",
  async (DateTimeOriginal) => {
    expect(readExifFacts(await picture({ IFD2: { DateTimeOriginal } })).capturedAt).toBeNull();
  },
);

test("falls back to the time of digitising", async () => {
  const file = await picture({
    IFD2: { DateTimeOriginal: "0000:00:00 00:00:00", DateTimeDigitized: "2025:01:02 03:04:05" },
  });
  expect(readExifFacts(file).capturedAt).toBe("2025-01-02T03:04:05");
});

test("knows how far the camera's clock was from UTC, if the camera says so", async () => {
  const written = async (OffsetTimeOriginal: string) => {
    const file = await picture({ IFD2: { DateTimeOriginal: "2026:10:30 17:05:09", OffsetTimeOriginal } });
    return readExifFacts(file).capturedOffset;
  };
  expect(await written("-06:00")).toBe("-06:00");
  expect(await written("Z")).toBe("+00:00");
  expect(await written("+25:00")).toBeNull();
  expect(await written("   :  ")).toBeNull();
});

test("reads lens and exposure, and takes zeros for what the camera did not know", async () => {
  const file = await picture({
    IFD2: {
      LensModel: "RF24-105mm F4 L",
      ExposureTime: "1/250",
      FNumber: "56/10",
      ISOSpeedRatings: "400",
      FocalLength: "0/1",
    },
  });
  expect(readExifFacts(file)).toMatchObject({
    lens: "RF24-105mm F4 L",
    exposure: { seconds: 1 / 250, aperture: 5.6, iso: 400, focalLength: null },
  });
});

test("names the camera without the padding that cameras write", async () => {
  expect(
    readExifFacts(await picture({ IFD0: { Make: "NIKON CORPORATION   ", Model: "D750" } })).camera,
  ).toEqual({
    make: "NIKON CORPORATION",
    model: "D750",
  });
});

test("knows south and west, and takes zeros for a camera that did not know where it was", async () => {
  const at = (latitude: string, longitude: string) =>
    picture({
      IFD3: { GPSLatitudeRef: "S", GPSLatitude: latitude, GPSLongitudeRef: "W", GPSLongitude: longitude },
    });
  expect(readExifFacts(await at("33/1 27/1 0/1", "70/1 40/1 0/1")).position).toEqual({
    latitude: expect.closeTo(-33.45, 6),
    longitude: expect.closeTo(-70.6667, 3),
  });
  expect(readExifFacts(await at("0/1 0/1 0/1", "0/1 0/1 0/1")).position).toBeNull();
  expect(readExifFacts(await at("0/0 0/0 0/0", "0/0 0/0 0/0")).position).toBeNull();
});

test("finds nothing in a picture without EXIF, nor in bytes that are no picture", async () => {
  const bare = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#808080" } })
    .jpeg()
    .toBuffer();
  expect(readExifFacts(bare)).toEqual(nothing);
  expect(readExifFacts(Buffer.from("no picture"))).toEqual(nothing);
});

test("a glimpse has the time, the thumbnail and how the camera was held", async () => {
  const thumbnail = await picture({});
  const file = withThumbnail(thumbnail, 6);
  expect(readGlimpse(file)).toEqual({ capturedAt: null, thumbnail, orientation: 6 });
  expect(readGlimpse(file.subarray(0, 200))).toMatchObject({ thumbnail: null, orientation: 6 });
  expect(readGlimpse(Buffer.from("no picture"))).toEqual({
    capturedAt: null,
    thumbnail: null,
    orientation: 1,
  });
});

test.for([0, 9, 65_535])("an orientation of %i is upright", (orientation) => {
  const file = withThumbnail(Buffer.alloc(200), orientation);
  expect(exifOrientation(exifDirectories(bytesOf(file), "jpeg"))).toBe(1);
});

/** A JPEG's beginning: EXIF with an orientation, and a second directory that points to a thumbnail. */
function withThumbnail(thumbnail: Buffer, orientation: number): Buffer {
  const directories = Buffer.alloc(56);
  directories.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0]);
  directories.writeUInt16LE(orientation, 18);
  directories.writeUInt32LE(26, 22);
  directories.set([2, 0, 1, 2, 4, 0, 1, 0, 0, 0, 56, 0, 0, 0, 2, 2, 4, 0, 1, 0, 0, 0], 26);
  directories.writeUInt32LE(thumbnail.length, 48);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), directories, thumbnail]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 4);
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
  return Buffer.concat([head, exif, frame]);
}

test("never fails over EXIF with any bytes broken", async () => {
  const whole = await picture({
    IFD0: { Make: "Acme", Model: "Pocket" },
    IFD2: { DateTimeOriginal: "2026:10:30 17:05:09" },
    IFD3: {
      GPSLatitudeRef: "N",
      GPSLatitude: "20/1 40/1 0/1",
      GPSLongitudeRef: "W",
      GPSLongitude: "103/1 20/1 0/1",
    },
  });
  const start = whole.indexOf("Exif");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 12 }),
      (faults) => {
        const broken = Buffer.from(whole);
        for (const [offset, value] of faults) broken[Math.min(start + offset, broken.length - 1)] = value;
        const { capturedAt, position } = readExifFacts(broken);
        if (capturedAt !== null) expect(new Date(`${capturedAt}Z`).toISOString()).toContain(capturedAt);
        if (position) expect(Math.abs(position.latitude)).toBeLessThanOrEqual(90);
      },
    ),
  );
});
