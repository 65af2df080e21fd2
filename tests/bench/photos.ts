import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type OutputInfo } from "sharp";
import { openPhotoService } from "#electron/photos/photo-service.ts";
import { cameraPicture } from "../support/images.ts";

interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against?: string;
  readonly ratio?: number;
}

interface Card {
  readonly name: string;
  readonly paths: readonly string[];
}

const photosPerCard = 24;
const rounds = 5;
const vehicleId = "019a0000-0000-7000-8000-000000000001";
const log = {
  info() {},
  error(_event: string, error: unknown): string {
    throw error;
  },
};

/**
 * The whole import (copy, hash, EXIF, three renditions, everything forced to disk) against a loop that only renders, by
 * the same chain, on every core. The two take turns, so that a busy machine slows both.
 */
export async function run(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-photos-"));
  try {
    const small = await drawCard(folder, "photos/import-12mp", 4000, 3000);
    const large = await drawCard(folder, "photos/import-24mp", 6000, 4000);
    return [
      await importSpeed(folder, small),
      await importSpeed(folder, large),
      await firstThumbnail(folder, small),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importSpeed(folder: string, { name, paths }: Card): Promise<Row> {
  await renderPlainly(paths);
  const turns: { ours: number; plain: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const plain = paths.length / (await seconds(() => renderPlainly(paths)));
    const ours = paths.length / (await importAll(folder, paths)).seconds;
    turns.push({ ours, plain });
  }
  const value = median(turns.map(({ ours }) => ours));
  const floor = median(turns.map(({ plain }) => plain));
  return {
    name,
    value,
    unit: "photos/s",
    against: `plain chained sharp loop on every core: ${floor.toPrecision(3)} photos/s`,
    ratio: median(turns.map(({ ours, plain }) => ours / plain)),
  };
}

async function firstThumbnail(folder: string, { paths }: Card): Promise<Row> {
  const firsts: number[] = [];
  for (let round = 0; round < rounds; round++)
    firsts.push((await importAll(folder, paths)).firstSeconds * 1000);
  return { name: "photos/first-thumbnail", value: median(firsts), unit: "ms" };
}

/** A fresh store each time, so that nothing is known already. */
async function importAll(
  folder: string,
  paths: readonly string[],
): Promise<{ seconds: number; firstSeconds: number }> {
  const store = await mkdtemp(join(folder, "store-"));
  await using service = await openPhotoService({ folder: store, log });
  const listening = new AbortController();
  const events = service.imports(listening.signal);
  const begun = performance.now();
  let firstSeconds = 0;
  await service.import({ vehicleId, paths });
  for await (const event of events) {
    if (event.type === "item" && event.item.state === "done")
      firstSeconds ||= (performance.now() - begun) / 1000;
    if (event.type === "state") break;
  }
  const whole = (performance.now() - begun) / 1000;
  await rm(store, { recursive: true, force: true });
  return { seconds: whole, firstSeconds };
}

async function renderPlainly(paths: readonly string[]): Promise<void> {
  sharp.concurrency(1);
  sharp.cache(false);
  const waiting = [...paths];
  const lane = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await renderOne(path);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
}

async function renderOne(path: string): Promise<void> {
  const jpeg = { quality: 80 };
  const large = await sharp(path)
    .autoOrient()
    .resize(within(1920))
    .raw()
    .toBuffer({ resolveWithObject: true });
  await sharp(large.data, { raw: rawOf(large.info) })
    .jpeg(jpeg)
    .toBuffer();
  const medium = await sharp(large.data, { raw: rawOf(large.info) })
    .resize(within(800))
    .raw()
    .toBuffer({ resolveWithObject: true });
  await sharp(medium.data, { raw: rawOf(medium.info) })
    .jpeg(jpeg)
    .toBuffer();
  await sharp(medium.data, { raw: rawOf(medium.info) })
    .resize(within(320))
    .jpeg(jpeg)
    .toBuffer();
}

const rawOf = ({ width, height, channels }: OutputInfo) => ({ width, height, channels });
const within = (size: number) =>
  ({ width: size, height: size, fit: "inside", withoutEnlargement: true }) as const;

/** Every photo is another one; the same content would be recognised. */
async function drawCard(folder: string, name: string, width: number, height: number): Promise<Card> {
  const card = join(folder, `${width}x${height}`);
  await mkdir(card);
  const picture = await cameraPicture(width, height, width);
  const paths = Array.from({ length: photosPerCard }, (_, index) => join(card, `IMG_${index}.jpg`));
  for (const [index, path] of paths.entries()) await writeFile(path, withComment(picture, `Photo ${index}`));
  return { name, paths };
}

/** The same picture with another hash: a JPEG comment right after the start mark. */
function withComment(jpeg: Buffer, text: string): Buffer {
  const comment = Buffer.from([0xff, 0xfe, 0, text.length + 2, ...Buffer.from(text, "latin1")]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
