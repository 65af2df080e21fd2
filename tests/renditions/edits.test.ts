import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noEdits, type PhotoEdits, type Region } from "#shared/model/photo-edits.ts";
import { channelGains } from "#shared/rules/photo-edits.ts";
import { sizeAfter } from "#shared/rules/photo-geometry.ts";
import { cornerColors, cornerPicture, phoneExif } from "#tests/support/images.ts";
import {
  colorAt,
  distance,
  evenPicture,
  hashOf,
  never,
  openRenditionDesk,
  read,
  type RenditionDesk,
} from "./rendition-desk.ts";

let desk: RenditionDesk;
beforeAll(async () => {
  desk = await openRenditionDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

/** The largest rendition of a picture with edits. */
async function edited(picture: Buffer, edits: Partial<PhotoEdits>) {
  const original = await desk.keep(picture);
  const made = await desk.service.render(
    { original, fallback: original, edits: { ...noEdits, ...edits } },
    never,
  );
  const { sha256, width, height } = made.renditions[1920];
  return { made, width, height, path: desk.blobs.path(sha256) };
}

const corners = {
  topLeft: [0.1, 0.1],
  topRight: [0.9, 0.1],
  bottomLeft: [0.1, 0.9],
  bottomRight: [0.9, 0.9],
} as const;
const colorsOf = async (path: string) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(corners).map(async ([name, [x, y]]) => [name, await colorAt(path, x, y)] as const),
    ),
  );

test.each([
  [1, { topLeft: "bottomLeft", topRight: "topLeft", bottomRight: "topRight", bottomLeft: "bottomRight" }],
  [2, { topLeft: "bottomRight", topRight: "bottomLeft", bottomRight: "topLeft", bottomLeft: "topRight" }],
  [3, { topLeft: "topRight", topRight: "bottomRight", bottomRight: "bottomLeft", bottomLeft: "topLeft" }],
] as const)("%i quarter turns clockwise, whatever way the camera was held", async (quarterTurns, shown) => {
  for (const orientation of [1, 6] as const) {
    const { path, width, height } = await edited(await cornerPicture(600, 400, orientation), {
      quarterTurns,
    });
    expect([width, height]).toEqual(quarterTurns === 2 ? [600, 400] : [400, 600]);
    const colors = await colorsOf(path);
    for (const [place, from] of Object.entries(shown))
      expect(distance(colors[place]!, cornerColors[from])).toBeLessThan(12);
  }
});

test.each([7, -12, 45])(
  "straightened by %i degrees: no empty corner, the size of the rule",
  async (straighten) => {
    const { path, width, height } = await edited(await evenPicture(1200, 800, "#c86432"), { straighten });
    const expected = sizeAfter(1200, 800, { ...noEdits, straighten });
    expect(Math.abs(width - expected.width)).toBeLessThanOrEqual(1);
    expect(Math.abs(height - expected.height)).toBeLessThanOrEqual(1);
    for (const x of [0, 0.5, 1])
      for (const y of [0, 0.5, 1])
        expect(distance(await colorAt(path, x, y), [0xc8, 0x64, 0x32])).toBeLessThan(10);
  },
);

test("straightened clockwise: what was level falls to the right", async () => {
  const { path } = await edited(await cornerPicture(1000, 1000, 1), { straighten: 20 });
  // The line between the upper and the lower half runs through the middle.
  expect(distance(await colorAt(path, 0.02, 0.42), cornerColors.bottomLeft)).toBeLessThan(20);
  expect(distance(await colorAt(path, 0.98, 0.58), cornerColors.topRight)).toBeLessThan(20);
});

test("cropped after turning, to the pixel", async () => {
  const crop = { left: 0.5, top: 0, width: 0.5, height: 0.5 };
  const { path, width, height } = await edited(await cornerPicture(600, 400, 1), { quarterTurns: 1, crop });
  expect([width, height]).toEqual([200, 300]);
  const colors = Object.values(await colorsOf(path));
  for (const color of colors) expect(distance(color, cornerColors.topLeft)).toBeLessThan(12);
});

test("a small part of a large picture has all the detail that the original has", async () => {
  const crop = { left: 0.4, top: 0.4, width: 0.1, height: 0.1 };
  const { width, height, made } = await edited(await evenPicture(6000, 4000, "#808080"), { crop });
  expect([width, height]).toEqual([600, 400]);
  expect(made.renditions[320]).toMatchObject({ width: 320, height: 213 });
});

test.each([
  { exposure: 0.7 },
  { exposure: -1 },
  { warmth: 0.8 },
  { tint: -0.6 },
  { exposure: 0.3, warmth: -1, tint: 1 },
])("light and white balance multiply by channelGains: %o", async (light) => {
  const before = [90, 120, 100];
  const { path } = await edited(await evenPicture(64, 64, "#5a7864"), light);
  const { red, green, blue } = channelGains({ ...noEdits, ...light });
  const expected = [red, green, blue].map((gain, band) => Math.min(255, gain * before[band]!));
  expect(distance(await colorAt(path, 0.5, 0.5), expected)).toBeLessThan(4);
});

test("a grey picture takes a white balance too", async () => {
  const grey = await sharp(await evenPicture(64, 64, "#808080"))
    .toColourspace("b-w")
    .jpeg()
    .toBuffer();
  const { path } = await edited(grey, { warmth: 1 });
  const [red, , blue] = await colorAt(path, 0.5, 0.5);
  expect(red! - blue!).toBeGreaterThan(20);
});

/** A number plate: seven black strokes on white in the middle of a dark picture. */
async function plate(strokes: readonly number[]): Promise<Buffer> {
  const pixels = Buffer.alloc(1200 * 800 * 3, 40);
  for (let y = 360; y < 440; y++)
    for (let x = 400; x < 800; x++) {
      const letter = Math.floor((x - 410) / 55);
      const isStroke = strokes[letter] === Math.floor(((x - 410) % 55) / 14) && y > 370 && y < 430;
      pixels.fill(isStroke ? 10 : 235, (y * 1200 + x) * 3, (y * 1200 + x + 1) * 3);
    }
  return sharp(pixels, { raw: { width: 1200, height: 800, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}
const plateRegion: Region = { left: 400 / 1200, top: 360 / 800, width: 400 / 1200, height: 80 / 800 };

async function plateOf(path: string) {
  const { data, info } = await sharp(path)
    .extract({ left: 400, top: 360, width: 400, height: 80 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, info };
}

test("a covered number plate cannot be read: what differs between two plates is next to nothing", async () => {
  const one = await edited(await plate([0, 1, 2, 0, 1, 2, 0]), { blurs: [plateRegion] });
  const other = await edited(await plate([2, 1, 0, 2, 1, 0, 2]), { blurs: [plateRegion] });
  const [a, b] = [await plateOf(one.path), await plateOf(other.path)];
  const differences = a.data.map((value, index) => Math.abs(value - b.data[index]!));
  expect(Math.max(...differences)).toBeLessThan(40);
  // No edge of a letter is left: neighbours differ by less than a person sees.
  let steepest = 0;
  for (let x = 20; x < 380; x++)
    steepest = Math.max(steepest, Math.abs(a.data[40 * 400 + x]! - a.data[40 * 400 + x + 1]!));
  expect(steepest).toBeLessThan(6);
});

test("what is covered stays covered when the picture is turned and cropped", async () => {
  // White lines on black: grey where they are covered, white wherever one of them is left.
  const pixels = Buffer.alloc(800 * 600 * 3);
  for (let y = 100; y < 200; y++)
    for (let x = 100; x < 200; x++)
      if (x % 12 < 4) pixels.fill(255, (y * 800 + x) * 3, (y * 800 + x + 1) * 3);
  const lines = await sharp(pixels, { raw: { width: 800, height: 600, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
  const blurs = [{ left: 50 / 800, top: 50 / 600, width: 200 / 800, height: 200 / 600 }];
  const { path } = await edited(lines, {
    blurs,
    quarterTurns: 1,
    crop: { left: 0.5, top: 0, width: 0.5, height: 0.5 },
  });
  const { channels } = await sharp(path).stats();
  expect(channels[0]!.max).toBeLessThan(200);
  expect(channels[0]!.max).toBeGreaterThan(20);
});

test("renditions are small, medium and large sRGB JPEGs without metadata, with a dominant colour", async () => {
  const camera = await sharp(await evenPicture(3000, 2000, "#3264c8"))
    .withExif(phoneExif)
    .jpeg()
    .toBuffer();
  const { made } = await edited(camera, { quarterTurns: 1 });
  for (const [size, edge] of [
    [320, 320],
    [800, 800],
    [1920, 1920],
  ] as const) {
    const { sha256, width, height, bytes } = made.renditions[size];
    const file = await read(desk.blobs.path(sha256));
    expect([height, file.length]).toEqual([edge, bytes]);
    expect(Math.abs(width - (edge * 2) / 3)).toBeLessThanOrEqual(1);
    const metadata = await sharp(file).metadata();
    expect(metadata).toMatchObject({ format: "jpeg", space: "srgb" });
    expect([metadata.exif, metadata.icc, metadata.xmp, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  }
  expect(made.dominantColor).toMatch(/^#3[0-9a-f]6[0-9a-f]c[0-9a-f]$/);
});

test("the same edits are made once, by many at once and after a restart", async () => {
  const original = await desk.keep(await cornerPicture(640, 480, 1));
  const photo = { original, fallback: original, edits: { ...noEdits, exposure: 0.123 } };
  const told: string[] = [];
  const stop = desk.service.owned.onNew(({ photo: of }) => told.push(of));
  const all = await Promise.all([1, 2, 3].map(() => desk.service.render(photo, never)));
  expect(all[1]).toEqual(all[0]);
  expect(told).toEqual([original]);
  stop();
  await desk.restart();
  const again = await desk.service.render(photo, never);
  expect(again).toEqual(all[0]);
});

test("an original of another desk is fetched; where that cannot be, the rendition is taken until it can", async () => {
  const picture = await cornerPicture(2400, 1600, 1);
  const rendition = await sharp(picture).resize(1920).jpeg().toBuffer();
  const fallback = await desk.keep(rendition);
  const original = hashOf(picture);
  const crop = { left: 0, top: 0, width: 0.5, height: 1 };
  const photo = { original, fallback, edits: { ...noEdits, crop } };
  expect((await desk.service.render(photo, never)).renditions[1920].width).toBe(960);
  desk.atHub.set(original, picture);
  expect(
    (await desk.service.render({ ...photo, edits: { ...photo.edits, tint: 0.1 } }, never)).renditions[1920]
      .width,
  ).toBe(1200);
  expect(desk.fetched).toEqual([original]);
  // Now that the original is here, what was made without it is made again.
  expect((await desk.service.render(photo, never)).renditions[1920].width).toBe(1200);
});

test("says so where there is nothing to make it of, or what is there is broken", async () => {
  const absent = "0".repeat(64);
  await expect(
    desk.service.render({ original: absent, fallback: absent, edits: noEdits }, never),
  ).rejects.toMatchObject({ kind: "notHere" });
  const broken = await desk.keep((await cornerPicture(640, 480, 1)).subarray(0, 300));
  await expect(
    desk.service.render({ original: broken, fallback: broken, edits: noEdits }, never),
  ).rejects.toMatchObject({ kind: "broken" });
});

const heic = fileURLToPath(new URL("../../../shared/samples/photos/IMG_5195.HEIC", import.meta.url));

test("a phone's HEIC is edited from its own pixels, upright", { skip: !existsSync(heic) }, async () => {
  const crop = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };
  const { width, height } = await edited(await read(heic), { crop });
  expect([width, height]).toEqual([1283, 1657]);
});
