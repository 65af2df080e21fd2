import * as fc from "fast-check";
import sharp, { type Exif } from "sharp";
import { expect, test } from "vitest";
import { readExifFacts } from "./exif-facts.ts";

const picture = (exif: Exif) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: "#808080" } })
    .withExif(exif)
    .jpeg()
    .toBuffer();

const nothing = { capturedAt: null, camera: null, position: null };

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
