/**
 * `node scripts/icons.ts`: renders resources/icon.svg into what each system takes. What it writes is committed, since
 * electron-builder would fetch a program to do so with every packing.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { icnsFile, icoFile, type IconPicture } from "./drawing/icon-files.ts";

const resources = fileURLToPath(new URL("../resources/", import.meta.url));
/** Apple's icons stand back from their edge by this part of it. */
const appleMargin = 100 / 1024;

await mkdir(`${resources}icons`, { recursive: true });
await writeFile(`${resources}icon.png`, (await draw(1024)).png);
await writeFile(`${resources}icon.ico`, icoFile(await drawAll([16, 24, 32, 48, 64, 128, 256])));
await writeFile(
  `${resources}icon.icns`,
  icnsFile(await drawAll([16, 32, 64, 128, 256, 512, 1024], appleMargin)),
);
for (const { size, png } of await drawAll([16, 32, 48, 64, 128, 256, 512]))
  await writeFile(`${resources}icons/${size}x${size}.png`, png);

function drawAll(sizes: readonly number[], margin = 0): Promise<IconPicture[]> {
  return Promise.all(sizes.map((size) => draw(size, margin)));
}

async function draw(size: number, margin = 0): Promise<IconPicture> {
  const edge = Math.round(size * margin);
  const inner = size - 2 * edge;
  const density = (72 * inner) / 1024;
  const png = await sharp(`${resources}icon.svg`, { density: Math.max(1, density) })
    .resize(inner, inner)
    .extend({ top: edge, bottom: edge, left: edge, right: edge, background: "#0000" })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return { size, png };
}
