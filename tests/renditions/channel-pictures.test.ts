import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import ExifReader from "exifreader";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { layOutFont } from "#electron/renditions/banner-font.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import { cornerPlaces, type PhotoRecipe } from "#shared/model/photo-preset.ts";
import { cameraPicture, cornerColors, cornerPicture, phoneExif } from "#tests/support/images.ts";
import {
  colorAt,
  distance,
  evenPicture,
  hashOf,
  never,
  openRenditionDesk,
  orderOf,
  plainRecipe,
  read,
  type RenditionDesk,
} from "./rendition-desk.ts";

let desk: RenditionDesk;
beforeAll(async () => {
  desk = await openRenditionDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function made(
  original: string,
  recipe: Partial<PhotoRecipe>,
  part: Parameters<typeof orderOf>[2] = {},
) {
  const preview = await desk.service.preview(
    orderOf(original, "x", part),
    { ...plainRecipe, ...recipe },
    never,
  );
  const found = await desk.service.picture(preview.sha256, never);
  if (!found || !("path" in found)) throw new Error("The preview is not there");
  const bytes = await read(found.path);
  expect([hashOf(bytes), bytes.length]).toEqual([preview.sha256, preview.bytes]);
  return { ...preview, file: bytes };
}

test.each([
  ["jpeg", "image/jpeg", "jpeg"],
  ["webp", "image/webp", "webp"],
  ["avif", "image/avif", "heif"],
  ["png", "image/png", "png"],
] as const)("a %s, in sRGB, of the asked size, without any metadata", async (format, mime, loader) => {
  const camera = await sharp(await cameraPicture(2000, 1500, 5))
    .withExif(phoneExif)
    .withIccProfile("p3")
    .withXmp(
      '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?>',
    )
    .jpeg({ quality: 90 })
    .toBuffer();
  // oxlint-disable-next-line import/no-named-as-default-member -- Node finds only the default export of its CommonJS build.
  expect(ExifReader.load(camera, { expanded: true }).gps?.Latitude).toBeCloseTo(20.67, 1);
  const picture = await made(await desk.keep(camera), { format, longEdge: 640 });
  expect(picture).toMatchObject({ mime, width: 640, height: 480 });
  const metadata = await sharp(picture.file).metadata();
  expect(metadata).toMatchObject({
    format: loader,
    width: 640,
    height: 480,
    space: "srgb",
    hasProfile: false,
  });
  expect(metadata).not.toHaveProperty("exif");
  expect(metadata).not.toHaveProperty("xmp");
  // oxlint-disable-next-line import/no-named-as-default-member
  const tags = ExifReader.load(picture.file, { expanded: true });
  expect([tags.exif, tags.gps, tags.xmp, tags.iptc, tags.icc]).toEqual(Array.from({ length: 5 }));
});

test("wide colours come out as what they look like, not as the same numbers", async () => {
  const p3 = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#b4503c" } })
    .withIccProfile("p3")
    .jpeg({ quality: 95 })
    .toBuffer();
  const { file } = await made(await desk.keep(p3), { format: "png" });
  const expected = await colorAt(await sharp(p3).toColourspace("srgb").png().toBuffer(), 0.5, 0.5);
  expect(distance(await colorAt(file, 0.5, 0.5), expected)).toBeLessThan(3);
});

test("the shape is cut from the middle, after the edits, and nothing is enlarged", async () => {
  const original = await desk.keep(await cornerPicture(900, 600, 1));
  const square = await made(original, { shape: { width: 1, height: 1 }, longEdge: 4000 });
  expect(square).toMatchObject({ width: 600, height: 600 });
  const tall = await made(
    original,
    { shape: { width: 4, height: 5 } },
    { edits: { ...noEdits, quarterTurns: 1 } },
  );
  expect(tall).toMatchObject({ width: 600, height: 750 });
  expect(distance(await colorAt(tall.file, 0.1, 0.1), cornerColors.bottomLeft)).toBeLessThan(15);
});

test("a picture too large in bytes gets less quality, and then smaller", async () => {
  const original = await desk.keep(await cameraPicture(1600, 1200, 9));
  const free = await made(original, { longEdge: 1600, quality: 90 });
  const limited = await made(original, {
    longEdge: 1600,
    quality: 90,
    maxBytes: Math.round(free.bytes * 0.6),
  });
  expect(limited).toMatchObject({ width: 1600, height: 1200 });
  expect(limited.bytes).toBeLessThanOrEqual(free.bytes * 0.6);
  expect(limited.bytes).toBeGreaterThan(free.bytes * 0.4);
  for (const format of ["jpeg", "png", "webp"] as const) {
    const small = await made(original, { longEdge: 1600, format, maxBytes: 20_000 });
    expect(small.bytes).toBeLessThanOrEqual(20_000);
    expect(small.width).toBeLessThan(1600);
  }
});

/** A red mark with a transparent hole in its middle. */
async function mark() {
  const image = await sharp({ create: { width: 300, height: 100, channels: 4, background: "#ff0000" } })
    .composite([
      {
        input: { create: { width: 100, height: 40, channels: 4, background: "#000000ff" } },
        left: 100,
        top: 30,
        blend: "dest-out",
      },
    ])
    .png()
    .toBuffer();
  const path = join(desk.outside, "mark.png");
  await writeFile(path, image);
  const added = await desk.service.addWatermark(path, false);
  expect(added).toMatchObject({ width: 300, height: 100 });
  return added!;
}

test.each(cornerPlaces)("a watermark lies %s, as large and as strong as was said", async (place) => {
  const original = await desk.keep(await evenPicture(1000, 800, "#ffffff"));
  const watermark = { ...(await mark()), place, scale: 0.3, opacity: 0.5 };
  const { file } = await made(original, { format: "png", longEdge: 1000, watermark });
  const middle = {
    x: place === "center" ? 0.5 : place.endsWith("Left") ? 0.024 + 0.15 : 1 - 0.024 - 0.15,
    y: place === "center" ? 0.5 : place.startsWith("top") ? 0.03 + 0.0625 : 1 - 0.03 - 0.0625,
  };
  // Half red over white beside the hole; white in the hole and outside.
  expect(distance(await colorAt(file, middle.x - 0.12, middle.y), [255, 128, 128])).toBeLessThan(6);
  expect(distance(await colorAt(file, middle.x, middle.y), [255, 255, 255])).toBeLessThan(6);
  expect(distance(await colorAt(file, middle.x, (middle.y + 0.4) % 1), [255, 255, 255])).toBeLessThan(6);
});

test("a picture that should carry a mark that is not here does not go out without it", async () => {
  const original = await desk.keep(await evenPicture(200, 200, "#ffffff"));
  const watermark = {
    ...(await mark()),
    image: "f".repeat(64),
    place: "center",
    scale: 0.3,
    opacity: 1,
  } as const;
  await expect(made(original, { watermark })).rejects.toMatchObject({ kind: "notHere" });
});

const banner = {
  text: "{price}",
  place: "bottom",
  background: "#102030",
  color: "#ffcc00",
  opacity: 1,
} as const;

/** How much of the banner's band is its text's colour, and whether it lies in the middle. */
async function bandOf(file: Buffer, width: number, height: number, top: number) {
  const band = await sharp(file).extract({ left: 0, top, width, height }).removeAlpha().raw().toBuffer();
  const inked: number[] = [];
  for (let offset = 0; offset < band.length; offset += 3)
    if (distance([...band.subarray(offset, offset + 3)], [255, 204, 0]) < 60)
      inked.push((offset / 3) % width);
  return { share: inked.length / (width * height), from: Math.min(...inked), to: Math.max(...inked) };
}

test.each([
  ["$289,000 · Señal ¡Ñandú!", "spanish"],
  ["28 900 лв. Ъгъл Щит Южна", "bulgarian"],
  ["Preț 24.900 € Țară șină ăâî", "romanian"],
])("a price banner shows %s", async (bannerText) => {
  const original = await desk.keep(await evenPicture(1200, 900, "#808080"));
  const { file } = await made(original, { format: "png", longEdge: 1200, banner }, { bannerText });
  const text = await bandOf(file, 1200, 90, 810);
  expect(text.share).toBeGreaterThan(0.03);
  expect(Math.abs(text.from - (1200 - text.to))).toBeLessThan(12);
  expect(distance(await colorAt(file, 0.01, 0.99), [16, 32, 48])).toBeLessThan(4);
  expect(distance(await colorAt(file, 0.5, 0.85), [128, 128, 128])).toBeLessThan(4);
});

test("the font has every letter of the app's languages, so that no other of the system's is needed", async () => {
  const font = await read(await layOutFont(desk.outside));
  const missing = Array.from("ñÑáéíóúüÁÉÍÓÚÜ¿¡абвгдежзийклмнопрстуфхцчшщъьюяЖЩЪЮЯȚțȘșĂăÂâÎî€$£·–").filter(
    (letter) => !hasGlyph(font, letter.codePointAt(0)!),
  );
  expect(missing).toEqual([]);
  expect(hasGlyph(font, 0x1f9ff)).toBe(false);
});

/** Looks a character up in a TrueType font's character map (format 4). */
function hasGlyph(font: Buffer, code: number): boolean {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + index * 16);
  const map = font.readUInt32BE(tables.find((at) => font.toString("latin1", at, at + 4) === "cmap")! + 8);
  const maps = Array.from(
    { length: font.readUInt16BE(map + 2) },
    (_, index) => map + font.readUInt32BE(map + 4 + index * 8 + 4),
  );
  const table = maps.find((at) => font.readUInt16BE(at) === 4)!;
  const doubled = font.readUInt16BE(table + 6);
  for (let index = 0; index < doubled; index += 2) {
    if (code > font.readUInt16BE(table + 14 + index)) continue;
    const startAt = table + 16 + doubled + index;
    if (code < font.readUInt16BE(startAt)) return false;
    const offsetAt = startAt + doubled * 2;
    const offset = font.readUInt16BE(offsetAt);
    if (offset !== 0)
      return font.readUInt16BE(offsetAt + offset + (code - font.readUInt16BE(startAt)) * 2) !== 0;
    return ((code + font.readUInt16BE(startAt + doubled)) & 0xffff) !== 0;
  }
  return false;
}

test("a long banner gets smaller letters, markup is text, and a mark keeps off it", async () => {
  const original = await desk.keep(await evenPicture(800, 600, "#808080"));
  const bannerText = "<b>Toyota & Hijos</b> ".repeat(12);
  const top = { ...banner, place: "top" } as const;
  const watermark = { ...(await mark()), place: "topLeft", scale: 0.3, opacity: 1 } as const;
  const { file } = await made(original, { format: "png", banner: top, watermark }, { bannerText });
  const text = await bandOf(file, 800, 60, 0);
  expect(text.from).toBeGreaterThan(8);
  expect(text.to).toBeLessThan(792);
  expect(distance(await colorAt(file, 0.03, 0.05), [255, 0, 0])).toBeGreaterThan(50);
  expect(distance(await colorAt(file, 0.05, 0.16), [255, 0, 0])).toBeLessThan(5);
});

test("another desk makes a small picture of the rendition, and fetches the original only where that would show", async () => {
  const picture = await cornerPicture(3000, 2000, 1);
  const fallback = await desk.keep(await sharp(picture).resize(1920).jpeg().toBuffer());
  const original = hashOf(picture);
  desk.atHub.set(original, picture);
  expect(await made(original, { longEdge: 1080 }, { fallback })).toMatchObject({ width: 1080 });
  expect(desk.fetched).not.toContain(original);
  expect(await made(original, { longEdge: 2048 }, { fallback })).toMatchObject({ width: 2048 });
  expect(desk.fetched).toContain(original);
});

test("the same preview is made once, and looking at it again finds it", async () => {
  const original = await desk.keep(await cameraPicture(800, 600, 3));
  const order = orderOf(original, randomUUID());
  const first = await desk.service.preview(order, plainRecipe, never);
  expect(await desk.service.preview(order, plainRecipe, never)).toEqual(first);
});
