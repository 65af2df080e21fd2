import { copyFile, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { type PhotoFile, renditionSizes } from "#shared/model/photo.ts";
import {
  cameraPicture,
  cornerColors,
  cornerPicture,
  cornerPixels,
  type Orientation,
  phoneExif,
} from "../support/images.ts";
import { all, openPhotoDesk, type PhotoDesk, photoOf, sha256Of } from "./photo-desk.ts";

const orientations: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

test.for(orientations)(
  "stands a picture of EXIF orientation %i upright in every size",
  async (orientation) => {
    await using desk = await openPhotoDesk();
    const photo = await imported(desk, "photo.jpg", await cornerPicture(1000, 600, orientation));

    expect(photo.original).toMatchObject({ width: 1000, height: 600 });
    expect(photo.damaged).toBe(false);
    for (const size of renditionSizes) await expectCorners(desk, photo.renditions[size].sha256);
  },
);

test("makes three renditions of a large picture and never enlarges a small one", async () => {
  await using desk = await openPhotoDesk();
  const large = await imported(desk, "large.jpg", await cornerPicture(2400, 1600, 6));
  const small = await imported(desk, "small.jpg", await cornerPicture(200, 100, 1));

  expect(sizesOf(large)).toEqual(["320x213", "800x533", "1920x1280"]);
  expect(sizesOf(small)).toEqual(["200x100", "200x100", "200x100"]);
});

test("keeps the original byte for byte, leaves the source alone and writes nothing beside it", async () => {
  await using desk = await openPhotoDesk();
  const source = join(desk.card, "IMG_0001.JPG");
  await writeFile(source, await cameraPicture(1200, 900, 7));
  await utimes(source, 1_700_000_000, 1_700_000_000);
  const [hash, before] = [await sha256Of(source), await stat(source)];

  const photo = photoOf((await desk.import(source)).items[0]);

  expect(photo.original).toMatchObject({ sha256: hash, name: "IMG_0001.JPG", mime: "image/jpeg" });
  expect(photo.original.bytes).toBe(before.size);
  expect(await sha256Of(desk.service.blobs.path(hash))).toBe(hash);
  const after = await stat(source);
  expect({ hash: await sha256Of(source), mtime: after.mtimeMs }).toEqual({ hash, mtime: before.mtimeMs });
  expect(await readdir(desk.card)).toEqual(["IMG_0001.JPG"]);
});

test("names every blob by what is in it, with the size and the pixels that the photo says", async () => {
  await using desk = await openPhotoDesk();
  const photo = await imported(desk, "photo.jpg", await cameraPicture(1200, 900, 8));

  for (const { sha256, bytes, width, height } of Object.values(photo.renditions)) {
    const path = desk.service.blobs.path(sha256);
    expect(await sha256Of(path)).toBe(sha256);
    expect((await stat(path)).size).toBe(bytes);
    expect(await sharp(path).metadata()).toMatchObject({ format: "jpeg", width, height });
  }
});

test("reads when, where and with what a picture was taken", async () => {
  await using desk = await openPhotoDesk();
  const photo = await imported(desk, "photo.jpg", await cameraPicture(640, 480, 9));

  expect(photo.capturedAt).toBe("2026-03-14T09:26:53");
  expect(photo.camera).toEqual({ make: "Acme", model: "Pocket 7" });
  expect(photo.position?.latitude).toBeCloseTo(20.6736, 4);
  expect(photo.position?.longitude).toBeCloseTo(-103.344, 4);
});

test("leaves no trace of the place in what the window and the channels show", async () => {
  await using desk = await openPhotoDesk();
  const photo = await imported(desk, "photo.jpg", await cameraPicture(640, 480, 10));

  for (const { sha256 } of Object.values(photo.renditions))
    expect((await sharp(desk.service.blobs.path(sha256)).metadata()).exif).toBeUndefined();
});

const corners = (width = 400, height = 300) => cornerPixels(width, height);
const formats: Record<string, () => Promise<Buffer>> = {
  "image/png": () => corners().png().toBuffer(),
  "image/webp": () => corners().webp({ quality: 95 }).toBuffer(),
  "image/gif": () => corners().gif().toBuffer(),
  "image/tiff": () => corners().tiff({ compression: "lzw" }).toBuffer(),
  "image/avif": () => corners().avif({ quality: 90, effort: 0 }).toBuffer(),
};

test.for(Object.entries(formats))("reads %s", async ([mime, draw]) => {
  await using desk = await openPhotoDesk();
  const photo = await imported(desk, "named-anything.jpg", await draw());

  expect(photo.original).toMatchObject({ mime, width: 400, height: 300 });
  await expectCorners(desk, photo.renditions[320].sha256);
});

/** Printing inks cannot show the blue corner; how far off they may be. */
const inkGamut = 70;
const colours: Record<string, () => Promise<Buffer>> = {
  "CMYK JPEG": () => corners().toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer(),
  "16-bit PNG": () => corners().toColourspace("rgb16").png().toBuffer(),
  "Display P3 JPEG": () => corners().withIccProfile("p3").jpeg({ quality: 95 }).toBuffer(),
  "progressive JPEG": () => corners().jpeg({ progressive: true, quality: 95 }).toBuffer(),
  "palette PNG": () => corners().png({ palette: true }).toBuffer(),
};

test.for(Object.entries(colours))("shows the colours of a %s as they are", async ([kind, draw]) => {
  await using desk = await openPhotoDesk();
  const photo = await imported(desk, "photo", await draw());

  await expectCorners(desk, photo.renditions[320].sha256, kind.startsWith("CMYK") ? inkGamut : 8);
});

test("shows a grey picture in grey and lays a transparent one on white", async () => {
  await using desk = await openPhotoDesk();
  const grey = await imported(desk, "grey.png", await corners().greyscale().png().toBuffer());
  const clear = sharp({ create: { width: 90, height: 60, channels: 4, background: "#12345600" } });
  const transparent = await imported(desk, "clear.png", await clear.png().toBuffer());

  const [red, green, blue] = await pixelAt(desk, grey.renditions[320].sha256, 0.25, 0.25);
  expect(new Set([red, green, blue]).size).toBe(1);
  expect(transparent.dominantColor).toBe("#ffffff");
});

test("names the colour that fills most of the picture", async () => {
  await using desk = await openPhotoDesk();
  const red = sharp({ create: { width: 600, height: 400, channels: 3, background: "#b01217" } });
  const sign = await sharp({ create: { width: 200, height: 100, channels: 3, background: "#ffffff" } })
    .png()
    .toBuffer();
  const photo = await imported(
    desk,
    "red.png",
    await red
      .composite([{ input: sign }])
      .png()
      .toBuffer(),
  );

  expect(photo.dominantColor).toBe("#b01217");
});

test("knows content again: both of two equal files are done with one hash, and nothing new is stored", async () => {
  await using desk = await openPhotoDesk();
  const [first, second] = [join(desk.card, "a.jpg"), join(desk.card, "b.jpg")];
  await writeFile(first, await cameraPicture(800, 600, 11));
  await copyFile(first, second);

  const both = (await desk.import(first, second)).items.map(photoOf);
  const stored = await blobCount(desk);
  const again = photoOf((await desk.import(second)).items[0]);

  expect(both.map(({ original }) => original.name)).toEqual(["a.jpg", "b.jpg"]);
  expect(new Set([...both, again].map(({ original }) => original.sha256)).size).toBe(1);
  expect(again.renditions).toEqual(both[0]!.renditions);
  expect(await blobCount(desk)).toBe(stored);
});

test("makes a photo again when one of its blobs was lost", async () => {
  await using desk = await openPhotoDesk();
  const path = join(desk.card, "a.jpg");
  await writeFile(path, await cameraPicture(800, 600, 12));
  const photo = photoOf((await desk.import(path)).items[0]);
  const lost = desk.service.blobs.path(photo.renditions[320].sha256);
  await rm(lost);

  await desk.import(path);

  expect(await sha256Of(lost)).toBe(photo.renditions[320].sha256);
});

test("lists the photo files of cars, newest first, and tells of each once it is on its car", async () => {
  await using desk = await openPhotoDesk();
  const told: PhotoFile[] = [];
  const stop = desk.service.onFile((file) => told.push(file));
  const older = await filed(desk, "older.jpg", await cornerPicture(64, 48, 1));
  const newer = await filed(desk, "newer.jpg", await cornerPicture(48, 64, 1));
  stop();
  await filed(desk, "untold.jpg", await cornerPicture(32, 64, 1));
  await imported(desk, "in-review.jpg", await cornerPicture(16, 64, 1));

  const names = ["untold.jpg", "newer.jpg", "older.jpg"];
  expect((await all(desk.service.files())).map(({ original }) => original.name)).toEqual(names);
  expect(told).toEqual([older, newer]);
  await desk.restart();
  expect((await all(desk.service.files())).map(({ original }) => original.name)).toEqual(names);
});

test("takes every photo that was made before there was a list of filed ones for one of a car", async () => {
  await using desk = await openPhotoDesk();
  await imported(desk, "old.jpg", await cornerPicture(64, 48, 1));
  await rm(join(desk.folder, "photos", "filed.txt"));
  await desk.restart();
  expect(await all(desk.service.files())).toHaveLength(1);
});

test("reads EXIF that sharp writes into a PNG and lets broken EXIF pass", async () => {
  await using desk = await openPhotoDesk();
  const png = await imported(desk, "a.png", await corners().withExif(phoneExif).png().toBuffer());
  const jpeg = await cameraPicture(320, 240, 13);
  const brokenAt = jpeg.indexOf("Exif\0\0") + 14;
  jpeg.fill(0xee, brokenAt, brokenAt + 60);
  const broken = await imported(desk, "b.jpg", jpeg);

  expect(png.capturedAt).toBe("2026-03-14T09:26:53");
  expect(broken.original).toMatchObject({ width: 320, height: 240 });
});

async function imported(desk: PhotoDesk, name: string, content: Buffer): Promise<PhotoFile> {
  const path = join(desk.card, name);
  await writeFile(path, content);
  return photoOf((await desk.import(path)).items[0]);
}

/** As the window does it once the photo's document is in the replica. */
async function filed(desk: PhotoDesk, name: string, content: Buffer): Promise<PhotoFile> {
  const path = join(desk.card, name);
  await writeFile(path, content);
  const { importId, items } = await desk.import(path);
  await desk.service.acknowledge(
    importId,
    items.map(({ photoId }) => photoId),
  );
  return photoOf(items[0]);
}

function sizesOf({ renditions }: PhotoFile): string[] {
  return renditionSizes.map((size) => `${renditions[size].width}x${renditions[size].height}`);
}

async function blobCount(desk: PhotoDesk): Promise<number> {
  return (await all(desk.service.blobs.hashes())).length;
}

async function expectCorners(desk: PhotoDesk, sha256: string, tolerance = 16): Promise<void> {
  const places = {
    topLeft: [0.2, 0.2],
    topRight: [0.8, 0.2],
    bottomLeft: [0.2, 0.8],
    bottomRight: [0.8, 0.8],
  };
  for (const [corner, [x, y]] of Object.entries(places)) {
    const shown = await pixelAt(desk, sha256, x!, y!);
    const wanted = cornerColors[corner as keyof typeof cornerColors];
    const off = Math.max(...wanted.map((value, band) => Math.abs(value - shown[band]!)));
    expect(off, `${corner} is ${shown.join()} and should be ${wanted.join()}`).toBeLessThanOrEqual(tolerance);
  }
}

async function pixelAt(desk: PhotoDesk, sha256: string, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(await readFile(desk.service.blobs.path(sha256)))
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const offset = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [0, 1, 2].map((band) => data[offset + (info.channels < 3 ? 0 : band)]!);
}
