import { expect, test } from "vitest";
import { orientationSegment } from "#shared/rules/exif-thumbnail.ts";
import { firstLook } from "./first-look.ts";

/** A JPEG twice as wide as high, as a camera stores its thumbnail. */
async function wideJpeg(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(80, 40);
  canvas.getContext("2d")!.fillRect(0, 0, 40, 40);
  const blob = await canvas.convertToBlob({ type: "image/jpeg" });
  return new Uint8Array(await blob.arrayBuffer());
}

/** A camera's file: the segment of the one orientation, led on to a second directory with the thumbnail behind it. */
function cameraFile(thumbnail: Uint8Array<ArrayBuffer>, orientation: number): File {
  const segment = orientationSegment(orientation);
  const tiff = 4 + 6;
  const second = segment.length - tiff;
  const directory = new DataView(new ArrayBuffer(30));
  directory.setUint16(0, 2, true);
  for (const [at, tag, value] of [
    [2, 0x201, second + 30],
    [14, 0x202, thumbnail.length],
  ] as const) {
    directory.setUint16(at, tag, true);
    directory.setUint16(at + 2, 4, true);
    directory.setUint32(at + 4, 1, true);
    directory.setUint32(at + 8, value, true);
  }
  const view = new DataView(segment.buffer);
  view.setUint16(2, segment.length - 2 + 30 + thumbnail.length);
  view.setUint32(segment.length - 4, second, true);
  const start = Uint8Array.from([0xff, 0xd8]);
  return new File([start, segment, directory.buffer, thumbnail], "IMG_0001.JPG");
}

test("the small picture in a file is shown upright, as the camera was held", async () => {
  const thumbnail = await wideJpeg();
  for (const [orientation, width, height] of [
    [1, 80, 40],
    [6, 40, 80],
  ] as const) {
    const look = await firstLook(cameraFile(thumbnail, orientation));
    const picture = await createImageBitmap(look!);
    expect([picture.width, picture.height]).toEqual([width, height]);
  }
});

test("a file that has none, or nothing at all, has nothing to show", async () => {
  expect(await firstLook(new File(["not a picture"], "notes.txt"))).toBeNull();
  expect(await firstLook(new File([], "empty.jpg"))).toBeNull();
});
