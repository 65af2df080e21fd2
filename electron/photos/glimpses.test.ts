import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cameraPicture, cornerColors, cornerPixels, type Orientation } from "#tests/support/images.ts";
import { glimpseOf } from "./glimpses.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "glimpses-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const orientations: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

test.for(orientations)(
  "shows the thumbnail of a picture of EXIF orientation %i upright",
  async (orientation) => {
    const path = join(folder, "a.jpg");
    const thumbnail = await cornerPixels(160, 120, orientation).jpeg({ quality: 92 }).toBuffer();
    await writeFile(path, withThumbnail(thumbnail, orientation));

    const { thumbnail: shown, capturedAt } = await glimpseOf(path);
    expect(capturedAt).toBe("2026-03-14T09:26:53");
    const { data, info } = await sharp(shown!).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([160, 120]);
    const pixel = (x: number, y: number) => [...data.subarray((y * 160 + x) * 3, (y * 160 + x) * 3 + 3)];
    const corners = {
      topLeft: [20, 20],
      topRight: [140, 20],
      bottomLeft: [20, 100],
      bottomRight: [140, 100],
    };
    for (const [corner, [x, y]] of Object.entries(corners)) {
      const wanted = cornerColors[corner as keyof typeof cornerColors];
      const off = pixel(x!, y!).map((value, band) => Math.abs(value - wanted[band]!));
      expect(Math.max(...off), corner).toBeLessThan(24);
    }
  },
);

test("says nothing of what is no picture, is gone, or would never end", async () => {
  const text = join(folder, "a.jpg");
  await writeFile(text, "tyres");
  const nothing = { capturedAt: null, thumbnail: null };
  expect(await glimpseOf(text)).toEqual(nothing);
  expect(await glimpseOf(join(folder, "gone.jpg"))).toEqual(nothing);
  expect(await glimpseOf("/dev/zero")).toEqual(nothing);
});

test("reads when a picture was taken where the camera put no thumbnail into it", async () => {
  const path = join(folder, "a.jpg");
  await writeFile(path, await cameraPicture(320, 240, 1));
  expect(await glimpseOf(path)).toEqual({ capturedAt: "2026-03-14T09:26:53", thumbnail: null });
});

/** A JPEG as a camera begins it: EXIF with a thumbnail, and nothing after it that a glimpse would look at. */
function withThumbnail(thumbnail: Buffer, orientation: Orientation): Buffer {
  const tiff = Buffer.alloc(200);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  entry(10, 0x112, 3, 1, orientation);
  entry(22, 0x8769, 4, 1, 60);
  tiff.writeUInt32LE(110, 34);
  tiff.writeUInt16LE(1, 60);
  entry(62, 0x9003, 2, 20, 80);
  tiff.write("2026:03:14 09:26:53\0", 80, "latin1");
  tiff.writeUInt16LE(3, 110);
  entry(112, 0x103, 3, 1, 6);
  entry(124, 0x201, 4, 1, 200);
  entry(136, 0x202, 4, 1, thumbnail.length);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, thumbnail]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, exif]);
}
