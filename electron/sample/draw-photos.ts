import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { exifOf, type Shot } from "./camera.ts";
import { lookOf, type CarLook } from "./car-look.ts";
import { drawingNames, views, type View } from "./drawing-files.ts";
import { lay, roughen } from "./pixels.ts";
import { dayBefore, lotCars } from "./sample-lot.ts";
import { frame, sceneOf } from "./scene.ts";

const raw = { ...frame, channels: 3 } as const;

/** Turns of upright pixels, clockwise, that a viewer undoes for each orientation. */
const storedTurns = { 1: 0, 6: 270, 8: 90 } as const;

/** Two pictures of each car were taken with the camera on its side, so that every lot shows that this is honoured. */
const orientations: Readonly<Record<View, Shot["orientation"]>> = {
  left: 1,
  front: 1,
  right: 6,
  rear: 1,
  interior: 8,
};

/** The lot, out of focus, with the grain of asphalt on the ground. */
async function surroundings(svg: string, groundFrom: number, name: string): Promise<Buffer> {
  const small = await sharp(Buffer.from(svg)).removeAlpha().blur(1.1).raw().toBuffer();
  const pixels = await sharp(small, { raw: { width: 1000, height: 750, channels: 3 } })
    .resize(frame.width, frame.height, { kernel: "linear" })
    .raw()
    .toBuffer();
  roughen(pixels, { ...frame, name: `${name}/ground` }, (row) =>
    row < groundFrom ? 0 : 3 + ((row - groundFrom) / (frame.height - groundFrom)) * 11,
  );
  return pixels;
}

/** A JPEG of 12 megapixels as a camera would have written it. */
async function photograph(look: CarLook, view: View, shot: Shot): Promise<Buffer> {
  const name = `${look.stockNumber}/${view}`;
  const scene = sceneOf(look, view);
  const pixels = await surroundings(scene.backdrop, scene.groundFrom, name);
  const { svg, left, top } = scene.car;
  const { data, info } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true });
  lay(pixels, frame, { pixels: data, width: info.width, height: info.height, left, top });
  roughen(pixels, { ...frame, name: `${name}/sensor` }, () => 3.2);
  return sharp(pixels, { raw })
    .rotate(storedTurns[shot.orientation])
    .withExif(exifOf(shot))
    .withMetadata({ orientation: shot.orientation })
    .jpeg({ quality: 89 })
    .toBuffer();
}

/** Writes beside the target and renames, so that whoever finds the file finds all of it. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const temporary = `${path}.part`;
  await using file = await open(temporary, "w");
  await file.writeFile(bytes);
  await file.sync();
  await rename(temporary, path);
}

export interface DrawRequest {
  readonly stockNumber: string;
  readonly folder: string;
  /** The dealer's civil date, that the pictures' dates count back from. */
  readonly today: string;
}

/**
 * Draws the pictures of one car of the sample lot and answers with their paths, in order. The same request gives the same
 * bytes. Needs sharp's SVG loader, which the photo service blocks in its own process.
 */
export async function drawSamplePhotos(request: DrawRequest & { signal?: AbortSignal }): Promise<string[]> {
  const { stockNumber, folder, today, signal } = request;
  const car = lotCars.find((candidate) => candidate.stockNumber === stockNumber);
  if (!car) throw new Error(`The sample lot has no ${stockNumber}`);
  const look = lookOf(car);
  const acquiredOn = dayBefore(today, car.acquired);
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [index, view] of views.entries()) {
    signal?.throwIfAborted();
    const path = join(folder, drawingNames(stockNumber)[index] ?? view);
    const shot = { stockNumber, index, acquiredOn, orientation: orientations[view] };
    await writeWhole(path, await photograph(look, view, shot));
    paths.push(path);
  }
  return paths;
}
