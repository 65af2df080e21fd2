import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OwnedFiles } from "#electron/sync/owned-files.ts";
import { cornerPicture } from "#tests/support/images.ts";
import { colorAt, distance, never, openRenditionDesk, read, type RenditionDesk } from "./rendition-desk.ts";

let desk: RenditionDesk;
beforeAll(async () => {
  desk = await openRenditionDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function added(name: string, bytes: Buffer | string, removeBackground: boolean) {
  const path = join(desk.outside, name);
  await writeFile(path, bytes);
  const mark = await desk.service.addWatermark(path, removeBackground);
  return mark && { ...mark, file: await read(desk.blobs.path(mark.image)) };
}

/** A blue disc on paper that is not quite white, as a scanner gives it. */
async function logo() {
  const [size, radius] = [300, 100];
  const pixels = Buffer.alloc(size * size * 3);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      // The edge is mixed over three pixels.
      const ink = Math.min(1, Math.max(0, (radius - Math.hypot(x - 150, y - 150)) / 3 + 0.5));
      const paper = 247 + ((x + y) % 3);
      pixels.set(
        [20, 60, 200].map((value) => Math.round(value * ink + paper * (1 - ink))),
        (y * size + x) * 3,
      );
    }
  return sharp(pixels, { raw: { width: size, height: size, channels: 3 } });
}

test("an even background becomes transparent, edges stay soft and keep no pale rim", async () => {
  const mark = await added("logo.png", await (await logo()).png().toBuffer(), true);
  expect(mark).toMatchObject({
    width: expect.closeTo(202, -1) as number,
    height: expect.closeTo(202, -1) as number,
  });
  expect(distance(await colorAt(mark!.file, 0.5, 0.5), [20, 60, 200])).toBeLessThan(4);
  expect((await colorAt(mark!.file, 0.5, 0.5))[3]).toBe(255);
  expect((await colorAt(mark!.file, 0, 0))[3]).toBe(0);
  const { data, info } = await sharp(mark!.file).raw().toBuffer({ resolveWithObject: true });
  const alphas = new Set<number>();
  for (let offset = 0; offset < data.length; offset += info.channels) {
    const alpha = data[offset + 3]!;
    alphas.add(alpha);
    if (alpha > 60) expect(distance([...data.subarray(offset, offset + 3)], [20, 60, 200])).toBeLessThan(40);
  }
  expect(alphas.size).toBeGreaterThan(4);
});

test("a scanned JPEG with its noise loses its background as well", async () => {
  const mark = await added("logo.jpg", await (await logo()).jpeg({ quality: 80 }).toBuffer(), true);
  expect(mark!.width).toBeLessThan(220);
  expect((await colorAt(mark!.file, 0.02, 0.02))[3]).toBe(0);
});

test("a PNG keeps the transparency it has, without its empty borders", async () => {
  const png = await sharp({ create: { width: 400, height: 300, channels: 4, background: "#00000000" } })
    .composite([
      {
        input: { create: { width: 100, height: 50, channels: 4, background: "#ff000080" } },
        left: 40,
        top: 60,
      },
    ])
    .png()
    .toBuffer();
  const mark = await added("mark.png", png, false);
  expect(mark).toMatchObject({ width: 100, height: 50 });
  expect(await colorAt(mark!.file, 0.5, 0.5)).toEqual([255, 0, 0, 128]);
});

test("what is no picture, broken or empty cannot be used", async () => {
  expect(await added("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", false)).toBeNull();
  expect(await added("a.png", "text", false)).toBeNull();
  expect(await added("b.jpg", (await cornerPicture(300, 200, 1)).subarray(0, 200), false)).toBeNull();
  const blank = await sharp({ create: { width: 50, height: 50, channels: 3, background: "#ffffff" } })
    .png()
    .toBuffer();
  expect(await added("blank.png", blank, true)).toBeNull();
  expect(await desk.service.addWatermark(join(desk.outside, "absent.png"), false)).toBeNull();
});

test("marks are among what the hub is to have, also after a restart", async () => {
  const told: OwnedFiles[] = [];
  const stop = desk.service.owned.onNew((files) => told.push(files));
  const mark = await added("corner.jpg", await cornerPicture(120, 80, 1), false);
  stop();
  expect(told.map(({ hashes }) => hashes)).toEqual([[mark!.image]]);
  await desk.restart();
  const all: OwnedFiles[] = [];
  for await (const files of desk.service.owned.all()) all.push(files);
  expect(all).toContainEqual(told[0]);
});

test("files to drag have their names, the ending of what they are, and an icon", async () => {
  const first = await desk.keep(await cornerPicture(640, 480, 1));
  const second = await desk.keep(
    await sharp(await cornerPicture(300, 200, 1))
      .webp()
      .toBuffer(),
  );
  const { paths, icon } = await desk.service.filesToDrag(
    [
      { sha256: first, name: "STOCK-01" },
      { sha256: second, name: "STOCK-01.jpg" },
      { sha256: second, name: "a/b.webp" },
    ],
    never,
  );
  expect(paths.map((path) => path.split(/[/\\]/).at(-1))).toEqual([
    "STOCK-01.jpg",
    "STOCK-01.webp",
    "a-b.webp",
  ]);
  expect(await read(paths[0]!)).toEqual(await read(desk.blobs.path(first)));
  expect(await sharp(icon).metadata()).toMatchObject({ format: "png", width: 96, height: 72 });
  await expect(
    desk.service.filesToDrag([{ sha256: "0".repeat(64), name: "x" }], never),
  ).rejects.toMatchObject({
    kind: "notHere",
  });
});
