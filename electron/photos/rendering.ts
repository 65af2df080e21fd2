import sharp, { type FailOnOptions } from "sharp";
import type { PhotoMeasures, RenditionSize } from "#shared/model/photo.ts";
import { greyOf, type GreyPixels } from "./grey-pixels.ts";
import { measure } from "./measures.ts";
import { perceptualHash } from "./perceptual-hash.ts";
import { PhotoRefusal } from "./photo-refusal.ts";
import { type OpenedPicture, uprightPixels } from "./picture-opening.ts";
import type { Pixels } from "./picture-pixels.ts";

export interface RenderedPicture {
  readonly renditions: Readonly<Record<RenditionSize, RenderedJpeg>>;
  /** `#rrggbb`. */
  readonly dominantColor: string;
  readonly perceptualHash: string;
  readonly measures: PhotoMeasures;
  readonly damaged: boolean;
  /** The largest rendition in grey, for whoever looks closer. */
  readonly grey: GreyPixels | null;
}

export interface RenderedJpeg {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** As libvips names them. */
const loaders = ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"];

/**
 * One picture per core is faster than one picture on all cores, and nothing is drawn twice, so libvips needs no threads
 * and no cache. Loaders of formats that we never let in are blocked, SVG and PDF among them, should a file ever slip past its
 * signature. All this holds for the whole process.
 */
export function setUpSharp(): void {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: loaders.map((format) => `VipsForeignLoad${format}`) });
}

/**
 * Decodes once, to the largest rendition, and makes the smaller ones of that. Upright, sRGB, without metadata. What is
 * damaged and then shows next to nothing is broken. One step at a time: a photo takes one of libuv's few threads, and the
 * files of the next ones can be copied meanwhile.
 */
export async function renderPicture(
  picture: OpenedPicture,
  { withGrey = false } = {},
): Promise<RenderedPicture> {
  const { pixels: large, intact } = await decode(picture);
  const damaged = picture.endsEarly || !intact;
  const medium = await shrink(large, 800);
  const small = await shrink(medium, 320);
  if (damaged && isEmpty(small)) throw new PhotoRefusal("broken");
  const rendered = {
    renditions: {
      320: await jpegOf(small, true),
      800: await jpegOf(medium, true),
      1920: await jpegOf(large, false),
    },
    dominantColor: dominantColor({ data: small.data, channels: small.info.channels }),
    perceptualHash: perceptualHash(greyOf(small)),
    measures: measure(greyOf(medium), small),
    damaged,
    grey: withGrey ? greyOf(large) : null,
  };
  for (const { data } of [large, medium, small]) release(data);
  return rendered;
}

/**
 * Gives a buffer's memory back at once. Left to the garbage collector, some megabytes a photo make it run all the time,
 * which is the dearest thing beside decoding. Node lets small buffers share their memory: those stay.
 */
export function release({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** A file with a fault inside is tried again without scruples. */
async function decode(picture: OpenedPicture): Promise<{ pixels: Pixels; intact: boolean }> {
  try {
    return { pixels: await largestPixels(picture, "warning"), intact: true };
  } catch {
    const pixels = await largestPixels(picture, "none").catch((error: unknown) => {
      throw new PhotoRefusal("broken", error);
    });
    return { pixels, intact: false };
  }
}

function largestPixels(picture: OpenedPicture, failOn: FailOnOptions): Promise<Pixels> {
  return uprightPixels(picture, within(1920), failOn);
}

function shrink(pixels: Pixels, size: RenditionSize): Promise<Pixels> {
  return fromPixels(pixels).resize(within(size)).raw().toBuffer({ resolveWithObject: true });
}

/** Codes made for each picture save one to three parts in a hundred of its bytes, and cost a tenth of the time at 1920 px. */
async function jpegOf(pixels: Pixels, optimiseCoding: boolean): Promise<RenderedJpeg> {
  const { data, info } = await fromPixels(pixels)
    .jpeg({ quality: 80, optimiseCoding })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function fromPixels({ data, info: { width, height, channels } }: Pixels) {
  return sharp(data, { raw: { width, height, channels } });
}

function within(size: RenditionSize) {
  return { width: size, height: size, fit: "inside", withoutEnlargement: true, kernel: "cubic" } as const;
}

/** Share of a picture that a decoder may leave empty before there is nothing worth showing. */
const emptyLimit = 0.95;

/** Whether a decoder gave back little more than the even canvas that it started with, which then fills a corner. */
function isEmpty({ data, info: { width, height, channels } }: Pixels): boolean {
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  return corners.some((corner) => {
    const color = data.subarray(corner * channels, (corner + 1) * channels);
    let same = 0;
    for (let offset = 0; offset < data.length; offset += channels)
      if (color.every((value, band) => data[offset + band] === value)) same += 1;
    return same > emptyLimit * width * height;
  });
}

/** The mean of the fullest of 4096 boxes of the colour cube. */
export function dominantColor({ data, channels }: { data: Buffer; channels: number }): string {
  const counts = new Uint32Array(4096);
  const sums = new Float64Array(4096 * 3);
  for (let offset = 0; offset + channels <= data.length; offset += channels) {
    const red = data[offset]!;
    const green = channels < 3 ? red : data[offset + 1]!;
    const blue = channels < 3 ? red : data[offset + 2]!;
    const box = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    counts[box]! += 1;
    sums[box * 3]! += red;
    sums[box * 3 + 1]! += green;
    sums[box * 3 + 2]! += blue;
  }
  const fullest = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  const mean = [0, 1, 2].map((band) => Math.round(sums[fullest * 3 + band]! / counts[fullest]!));
  return `#${mean.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
