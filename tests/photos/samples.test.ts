import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { PhotoFile } from "#shared/model/photo.ts";
import { openPhotoDesk, type PhotoDesk, photoOf, sha256Of } from "./photo-desk.ts";

const samples = fileURLToPath(new URL("../../../shared/samples/photos", import.meta.url));
const present = existsSync(samples);
const heic = join(samples, "IMG_5195.HEIC");
const absent = "the sample photos are not on this machine";

test(
  `every sample becomes a photo${present ? "" : ` (skipped: ${absent})`}`,
  { skip: !present },
  async () => {
    await using desk = await openPhotoDesk();
    const { items } = await desk.import(samples);

    expect(items.length).toBe((await readdir(samples)).length);
    for (const item of items) {
      const { original, damaged, measures } = photoOf(item);
      expect(original.sha256, item.name).toBe(await sha256Of(join(samples, item.name)));
      expect(damaged, item.name).toBe(false);
      expect(measures?.upright, item.name).toBeGreaterThanOrEqual(0);
    }
    const landscape = items.filter(({ name }) => name.startsWith("landscape_")).map(photoOf);
    expect(landscape.map(({ original }) => `${original.width}x${original.height}`)).toEqual(
      landscape.map(() => "600x450"),
    );
    const portrait = items.filter(({ name }) => name.startsWith("portrait_")).map(photoOf);
    expect(portrait.map(({ original }) => `${original.width}x${original.height}`)).toEqual(
      portrait.map(() => "450x600"),
    );
  },
);

test("all orientations of one sample look the same once they are upright", { skip: !present }, async () => {
  await using desk = await openPhotoDesk();
  const names = ["landscape_1.jpg", "landscape_3.jpg", "landscape_6.jpg", "landscape_8.jpg"];
  const photos = (await desk.import(...names.map((name) => join(samples, name)))).items.map(photoOf);
  const [first, ...others] = await Promise.all(photos.map((photo) => sky(desk, photo)));

  expect(first).toBeGreaterThan(30);
  for (const other of others) expect(Math.abs(other - first!)).toBeLessThan(25);
});

test("reads a HEIC's pixels, place, time and wide colours", { skip: !present }, async () => {
  await using desk = await openPhotoDesk();
  const photo = photoOf((await desk.import(heic)).items[0]);

  expect(photo).toMatchObject({
    original: { mime: "image/heic", width: 2566, height: 3313 },
    capturedAt: "2021-04-11T15:47:53",
    camera: { make: "Apple", model: "iPhone 11 Pro Max" },
    damaged: false,
  });
  expect(photo.position?.latitude).toBeCloseTo(39.0513, 3);
  expect(photo.renditions[1920]).toMatchObject({ width: 1487, height: 1920 });
  // The purple flower is outside sRGB's reach of the file's Display P3 numbers: unconverted, its green would be 22.
  const { data } = await sharp(desk.service.blobs.path(photo.renditions[800].sha256))
    .resize(200, 200, { fit: "fill" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data[69_360 + 1]).toBeLessThan(16);
});

test("knows a HEIC's wide colours by number where it has no profile", { skip: !present }, async () => {
  await using desk = await openPhotoDesk();
  const file = await readFile(heic);
  file.set(Buffer.from("nclx\0\x0c\0\x0d\0\x06\x80", "latin1"), file.indexOf("colrprof") + 4);
  const path = join(desk.card, "numbered.heic");
  await writeFile(path, file);
  const [profiled, numbered] = (await desk.import(heic, path)).items.map(photoOf);

  const [a, b] = await Promise.all(
    [profiled!, numbered!].map(({ renditions }) =>
      sharp(desk.service.blobs.path(renditions[320].sha256)).raw().toBuffer(),
    ),
  );
  expect(meanDifference(a!, b!)).toBeLessThan(1);
});

/** The sample's `irot` property says "as stored"; the tests below write other quarter turns into it. */
test.for([1, 2, 3])("honours a HEIC's own rotation by %i quarters", { skip: !present }, async (quarters) => {
  await using desk = await openPhotoDesk();
  const file = await readFile(heic);
  file[file.indexOf("irot") + 4] = quarters;
  const path = join(desk.card, "turned.heic");
  await writeFile(path, file);
  const straight = photoOf((await desk.import(heic)).items[0]);
  const turned = photoOf((await desk.import(path)).items[0]);

  expect([turned.original.width, turned.original.height]).toEqual(
    quarters === 2 ? [2566, 3313] : [3313, 2566],
  );
  const back = await sharp(desk.service.blobs.path(turned.renditions[320].sha256))
    .rotate(quarters * 90)
    .raw()
    .toBuffer();
  const upright = await sharp(desk.service.blobs.path(straight.renditions[320].sha256)).raw().toBuffer();
  expect(back.length).toBe(upright.length);
  expect(meanDifference(back, upright)).toBeLessThan(6);
});

test(
  "shows what is left of a HEIC that was cut short, and refuses one of which nothing is",
  { skip: !present },
  async () => {
    await using desk = await openPhotoDesk();
    const whole = await readFile(heic);
    for (const share of [0.001, 0.01, 0.5])
      await writeFile(
        join(desk.card, `cut-${share}.heic`),
        whole.subarray(0, Math.floor(whole.length * share)),
      );

    const { items } = await desk.import(desk.card);
    expect(items.map(({ failure, file }) => failure ?? file?.damaged)).toEqual(["broken", "broken", true]);
  },
);

/** How much lighter the top of the picture is than its bottom: these samples have their sky there. */
async function sky(desk: PhotoDesk, photo: PhotoFile): Promise<number> {
  const { data, info } = await sharp(desk.service.blobs.path(photo.renditions[320].sha256))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rows = Math.floor(info.height / 8) * info.width;
  const mean = (pixels: Buffer) => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  return mean(data.subarray(0, rows)) - mean(data.subarray(data.length - rows));
}

function meanDifference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}
