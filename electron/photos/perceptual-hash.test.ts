import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { cameraPicture } from "../../tests/support/images.ts";
import { greyOf } from "./grey-pixels.ts";
import { perceptualHash } from "./perceptual-hash.ts";

async function hashOf(picture: Sharp): Promise<string> {
  const { data, info } = await picture
    .resize(320, 320, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return perceptualHash(greyOf({ data, info }));
}

function distance(a: string, b: string): number {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll("0", "").length;
}

test("stays the same, or nearly, however a picture is recompressed, scaled or lit", async () => {
  const picture = await cameraPicture(800, 600, 11);
  const hash = await hashOf(sharp(picture));
  const others = [
    sharp(await sharp(picture).jpeg({ quality: 30 }).toBuffer()),
    sharp(await sharp(picture).resize(400).toBuffer()),
    sharp(picture).linear(1.2, 5),
    sharp(picture).greyscale(),
    sharp(picture).extract({ left: 8, top: 6, width: 784, height: 588 }),
  ];
  for (const other of others) expect(distance(await hashOf(other), hash)).toBeLessThanOrEqual(10);
});

test("tells pictures apart", async () => {
  const hashes = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (seed) => hashOf(sharp(await cameraPicture(400, 300, seed)))),
  );
  for (const [index, hash] of hashes.entries())
    for (const other of hashes.slice(index + 1)) expect(distance(hash, other)).toBeGreaterThan(10);
});

test.for([
  [1, 1],
  [3, 200],
  [320, 240],
])("is 16 hexadecimal digits even of an even picture of %i x %i", ([width, height]) => {
  const data = new Uint8Array(width! * height!).fill(90);
  expect(perceptualHash({ data, width: width!, height: height! })).toMatch(/^[0-9a-f]{16}$/);
});
