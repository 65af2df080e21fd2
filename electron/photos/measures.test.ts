import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { cameraPicture, seeded } from "../../tests/support/images.ts";
import { greyOf } from "./grey-pixels.ts";
import { measure } from "./measures.ts";

async function measuresOf(picture: Sharp) {
  const medium = await picture
    .resize(800, 800, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = medium.info;
  const small = await sharp(medium.data, { raw: { width, height, channels } })
    .resize(320, 320, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return measure(greyOf(medium), small);
}

test("a blurred picture is less sharp, and one that is sharp somewhere is sharp", async () => {
  const picture = sharp(await cameraPicture(1600, 1200, 4));
  const blurred = await picture.clone().blur(6).toBuffer();
  const part = await picture.clone().extract({ left: 600, top: 500, width: 400, height: 300 }).toBuffer();
  const [sharpness, soft, partly] = await Promise.all(
    [picture, sharp(blurred), sharp(blurred).composite([{ input: part }])].map(
      async (each) => (await measuresOf(sharp(await each.toBuffer()))).sharpness,
    ),
  );
  expect(soft).toBeLessThan(40);
  expect(sharpness).toBeGreaterThan(5 * soft!);
  expect(partly).toBeGreaterThan(5 * soft!);
});

test("knows how light a picture is, and how much of it is lost in black and white", async () => {
  const even = (value: number) =>
    sharp({
      create: { width: 400, height: 300, channels: 3, background: { r: value, g: value, b: value } },
    });
  expect(await measuresOf(even(0))).toMatchObject({
    brightness: 0,
    clippedShadows: 1,
    clippedHighlights: 0,
  });
  expect(await measuresOf(even(255))).toMatchObject({ brightness: 1, clippedHighlights: 1 });
  const grey = await measuresOf(even(128));
  expect(grey).toMatchObject({ clippedShadows: 0, clippedHighlights: 0, sharpness: 0, upright: 0 });
  expect(grey.brightness).toBeCloseTo(0.5, 2);
});

/** A sky over gravel, with a wall between them. */
function scene(sky: readonly [number, number, number]): Sharp {
  const [width, height] = [640, 480];
  const random = seeded(9);
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const grain = Math.round((random() - 0.5) * 60);
      const ground = y < height * 0.6 ? [150, 60, 40] : [90 + grain, 88 + grain, 85 + grain];
      pixels.set(y < height * 0.4 ? sky : ground, (y * width + x) * 3);
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

test("knows a picture on its head by a blue sky", async () => {
  const upright = scene([130, 180, 230]);
  expect((await measuresOf(upright)).upright).toBe(1);
  const { data, info } = await upright.rotate(180).raw().toBuffer({ resolveWithObject: true });
  const turned = sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
  expect((await measuresOf(turned)).upright).toBe(-1);
});

test("is less sure of a white sky, and says nothing of a picture without one", async () => {
  expect((await measuresOf(scene([235, 237, 238]))).upright).toBe(0.5);
  expect((await measuresOf(scene([80, 70, 60]))).upright).toBe(0);
  expect((await measuresOf(sharp(await cameraPicture(640, 480, 3)))).upright).toBe(0);
});

test("has an answer for the smallest and the greyest of pictures", async () => {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: "#123456" } });
  expect(await measuresOf(dot)).toMatchObject({ sharpness: 0, upright: 0 });
  const grey = sharp(await cameraPicture(300, 100, 8)).greyscale();
  expect((await measuresOf(grey)).sharpness).toBeGreaterThan(0);
});
