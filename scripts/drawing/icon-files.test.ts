import { readdir, readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { icnsFile, icoFile } from "./icon-files.ts";

const resources = new URL("../../resources/", import.meta.url);
const read = (name: string) => readFile(new URL(name, resources));
const picture = (size: number) => ({ size, png: Buffer.from(`picture of ${size}`) });

/** Where each picture of an icon for Windows begins, how long it is, and how large it says that it is. */
function icoEntries(icon: Buffer) {
  return Array.from({ length: icon.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const [length, start] = [icon.readUInt32LE(at + 8), icon.readUInt32LE(at + 12)];
    return { size: icon.readUInt8(at) || 256, png: icon.subarray(start, start + length) };
  });
}

function icnsEntries(icon: Buffer) {
  expect(icon.toString("latin1", 0, 4)).toBe("icns");
  expect(icon.readUInt32BE(4)).toBe(icon.length);
  const entries = [];
  for (let at = 8; at < icon.length; at += icon.readUInt32BE(at + 4))
    entries.push({
      type: icon.toString("latin1", at, at + 4),
      png: icon.subarray(at + 8, at + icon.readUInt32BE(at + 4)),
    });
  return entries;
}

async function sizeOf(png: Buffer): Promise<number> {
  const { width, height, format } = await sharp(png).metadata();
  expect({ format, height }).toEqual({ format: "png", height: width });
  return width;
}

test("an icon for Windows gives back its pictures", () => {
  const pictures = [picture(16), picture(256)];
  expect(icoEntries(icoFile(pictures))).toEqual(pictures);
});

test("an icon for Apple gives back its pictures, for both kinds of screen", () => {
  const entries = icnsEntries(icnsFile([picture(32), picture(1024)]));
  expect(entries.map(({ type, png }) => [type, String(png)])).toEqual([
    ["icp5", "picture of 32"],
    ["ic11", "picture of 32"],
    ["ic10", "picture of 1024"],
  ]);
});

test("what is committed is whole, and large enough for every system", async () => {
  expect(await sizeOf(await read("icon.png"))).toBe(1024);
  const windows = icoEntries(await read("icon.ico"));
  for (const { size, png } of windows) expect(await sizeOf(png)).toBe(size);
  expect(windows.map(({ size }) => size)).toContain(256);
  const apple = await Promise.all(icnsEntries(await read("icon.icns")).map(({ png }) => sizeOf(png)));
  expect(Math.max(...apple)).toBe(1024);
  for (const name of await readdir(new URL("icons/", resources))) {
    const size = await sizeOf(await read(`icons/${name}`));
    expect(name).toBe(`${size}x${size}.png`);
  }
});
