import { open } from "node:fs/promises";
import sharp, { type FailOnOptions, type Metadata, type ResizeOptions } from "sharp";
import { profileOf } from "./color-profile.ts";
import type { ExifFacts } from "./exif-facts.ts";
import { PhotoRefusal } from "./photo-refusal.ts";
import { type PictureHeader, readPictureHeader } from "./picture-header.ts";
import { isRaw, mimeOf, type PictureFormat } from "./picture-signature.ts";
import type { Pixels } from "./picture-pixels.ts";
import type { PictureWorkers } from "./picture-workers.ts";
import { pixelTiff } from "./pixel-tiff.ts";
import { uprightJpeg } from "./upright-jpeg.ts";

/** A picture of any format in a form that sharp reads, its size known and within limits, and none of it decoded by sharp. */
export interface OpenedPicture {
  readonly input: string | Buffer;
  /** Upright. */
  readonly width: number;
  readonly height: number;
  /** Most pixels that may be decoded of this kind of picture. */
  readonly pixelLimit: number;
  /** The ICC profile of pixels that come without; null where they have their own or are sRGB. */
  readonly profile: Buffer | null;
  /** More than 8 bits and an ICC profile of its own. */
  readonly isDeep: boolean;
  readonly facts: ExifFacts;
  readonly mime: string;
  /** The file was cut short. */
  readonly endsEarly: boolean;
}

/** Pixels of the largest picture that is decoded; a bomb is refused by its header. */
const pixelLimit = 120_000_000;

/** A JPEG that is not progressive is scaled row by row as it is decoded, so a panorama takes no more memory than a photo. */
const rowByRowLimit = 400_000_000;

/** Throws a `PhotoRefusal`, or the signal's reason. */
export async function openPicture(
  { path, format }: { readonly path: string; readonly format: PictureFormat },
  workers: Pick<PictureWorkers, "decodeHeic">,
  signal: AbortSignal,
): Promise<OpenedPicture> {
  const header = await readPictureHeader(path, format);
  const { facts, colors, endsEarly } = header;
  const shared = {
    facts,
    endsEarly,
    mime: mimeOf(format),
    pixelLimit,
    profile: colors && profileOf(colors),
    isDeep: false,
  };
  if (isRaw(format)) return { ...shared, ...(await rawPreview(path, header)) };
  if (header.jpeg) return { ...shared, input: path, ...jpegSize(header) };
  const metadata = await metadataOf(path);
  checkSize(metadata, pixelLimit);
  const mime = metadata.mediaType ?? shared.mime;
  const isDeep = metadata.depth !== "uchar" && metadata.hasProfile;
  if (metadata.compression !== "hevc")
    return { ...shared, mime, isDeep, input: path, ...metadata.autoOrient };
  const profile = metadata.icc ?? shared.profile;
  const { tiff, width, height } = await workers.decodeHeic({ path, profile }, signal);
  return { ...shared, mime, profile: null, input: tiff, width, height };
}

/** The whole picture in the size that is asked for, upright and in sRGB, on white where it is transparent. */
export async function uprightPixels(
  { input, pixelLimit: limitInputPixels, profile, isDeep }: OpenedPicture,
  size: ResizeOptions,
  failOn: FailOnOptions,
): Promise<Pixels> {
  const picture = sharp(input, { failOn, limitInputPixels, pages: 1 });
  // By itself sharp turns deep pictures to Display P3 and leaves them there.
  if (isDeep) picture.pipelineColourspace("srgb");
  const pixels = await picture
    .autoOrient()
    .resize(size)
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return profile && pixels.info.channels === 3 ? throughProfile(pixels, profile) : pixels;
}

function throughProfile({ data, info: { width, height } }: Pixels, profile: Buffer): Promise<Pixels> {
  const { file, pixels } = pixelTiff(width, height, profile);
  pixels.set(data);
  return sharp(file).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
}

function jpegSize({ jpeg, orientation }: PictureHeader) {
  const { width = 0, height = 0, progressive = true } = jpeg ?? {};
  const limit = progressive ? pixelLimit : rowByRowLimit;
  checkSize({ width, height }, limit);
  return { pixelLimit: limit, ...(orientation >= 5 ? { width: height, height: width } : { width, height }) };
}

function checkSize({ width, height }: Pick<Metadata, "width" | "height">, limit: number): void {
  if (width * height > limit) throw new PhotoRefusal("tooManyPixels");
  if (width === 0 || height === 0) throw new PhotoRefusal("broken");
}

async function metadataOf(path: string): Promise<Metadata> {
  try {
    return await sharp(path, { limitInputPixels: false, failOn: "none" }).metadata();
  } catch (error) {
    throw new PhotoRefusal("broken", error);
  }
}

/** Pixels of the long edge of a preview that is worth showing; below it there is only a thumbnail. */
const smallestPreview = 320;
const previewBytes = 100 * 1024 * 1024;

/** A raw file is shown by the largest JPEG that the camera put into it, turned as the raw file says. */
async function rawPreview(path: string, header: PictureHeader) {
  const { preview, orientation, jpeg } = header;
  if (!preview || !jpeg || Math.max(preview.width, preview.height) < smallestPreview)
    throw new PhotoRefusal("rawWithoutPreview");
  await using file = await open(path, "r");
  const { size } = await file.stat();
  const length = Math.min(preview.end, size, preview.start + previewBytes) - preview.start;
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, preview.start);
  const endsEarly = header.endsEarly || preview.end > size;
  return { input: uprightJpeg(buffer, orientation), ...jpegSize(header), endsEarly };
}
