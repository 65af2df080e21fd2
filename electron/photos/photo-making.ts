import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import sharp, { type Metadata } from "sharp";
import { type KeptFile, type PhotoFile, type Rendition, renditionSizes } from "#shared/model/photo.ts";
import type { BlobStore } from "./blob-store.ts";
import { readExifFacts } from "./exif-facts.ts";
import type { PhotoRecords } from "./photo-records.ts";
import { PhotoRefusal } from "./photo-refusal.ts";
import type { PictureWorkers } from "./picture-workers.ts";
import { mimeOf, type PictureFormat } from "./picture-signature.ts";
import { pixelLimit, renderPicture, type RenderedJpeg, type RenderedPicture } from "./rendering.ts";
import type { Turns } from "./turns.ts";

export interface PhotoMaking {
  readonly blobs: BlobStore;
  readonly records: PhotoRecords;
  /** Limits how many pictures are decoded at once; copying and writing go on beside it. */
  readonly decoding: Turns;
  readonly workers: PictureWorkers;
  readonly onMade: (file: PhotoFile) => void;
}

/** An original that is already in the store, whole and durable. */
export interface PhotoSource {
  readonly sha256: string;
  readonly bytes: number;
  /** Of the stored original. */
  readonly path: string;
  /** As the file was called where it came from. */
  readonly name: string;
  readonly format: PictureFormat;
  readonly companion: KeptFile | null;
  readonly lookForCodes: boolean;
}

export interface MadePhoto {
  readonly file: PhotoFile;
  /** What bar and QR codes in the picture say; empty where they were not looked for. */
  readonly codes: readonly string[];
}

/**
 * Makes a photo of an original: read and rendered, with everything on disk when it resolves. Known content is recognised and
 * not rendered again. Throws a `PhotoRefusal`, a disk's error, or the signal's reason.
 */
export async function makePhoto(
  making: PhotoMaking,
  source: PhotoSource,
  signal: AbortSignal,
): Promise<MadePhoto> {
  const { blobs, records } = making;
  const { sha256, name, bytes, format, companion } = source;
  const known = await knownPhoto(making, sha256);
  if (known) return { file: { ...known, original: { ...known.original, name }, companion }, codes: [] };
  const facts = readExifFacts(await readFile(source.path));
  const { metadata, rendered } = await making.decoding.take(() => render(making, source, signal), signal);
  signal.throwIfAborted();
  const file: PhotoFile = {
    original: { sha256, name, bytes, mime: metadata.mediaType ?? mimeOf(format), ...metadata.autoOrient },
    companion,
    renditions: await storeRenditions(blobs, rendered.renditions),
    dominantColor: rendered.dominantColor,
    capturedOffset: null,
    lens: null,
    exposure: null,
    perceptualHash: null,
    measures: null,
    ...facts,
    damaged: rendered.damaged,
  };
  await records.write(file);
  making.onMade(file);
  return { file, codes: [] };
}

/** A record counts only while every blob of it is there. */
async function knownPhoto({ blobs, records }: PhotoMaking, sha256: string): Promise<PhotoFile | null> {
  const known = await records.find(sha256);
  if (!known) return null;
  const hashes = [sha256, ...renditionSizes.map((size) => known.renditions[size].sha256)];
  const present = await Promise.all(hashes.map((hash) => blobs.has(hash)));
  return present.every(Boolean) ? known : null;
}

async function render(
  { workers }: PhotoMaking,
  { path, format }: PhotoSource,
  signal: AbortSignal,
): Promise<{ metadata: Metadata; rendered: RenderedPicture }> {
  const metadata = await readMetadata(path);
  if (metadata.width * metadata.height > pixelLimit) throw new PhotoRefusal("tooManyPixels");
  if ((format !== "heic" && format !== "avif") || metadata.compression === "av1")
    return { metadata, rendered: await renderPicture(path) };
  const { tiff, endsEarly } = await workers.decodeHeic({ path, profile: metadata.icc ?? null }, signal);
  return { metadata, rendered: await renderPicture(tiff, endsEarly) };
}

async function readMetadata(path: string): Promise<Metadata> {
  try {
    return await sharp(path, { limitInputPixels: false, failOn: "none" }).metadata();
  } catch (error) {
    throw new PhotoRefusal("broken", error);
  }
}

async function storeRenditions(blobs: BlobStore, rendered: RenderedPicture["renditions"]) {
  const [small, medium, large] = await Promise.all(
    renditionSizes.map((size) => storeRendition(blobs, rendered[size])),
  );
  return { 320: small!, 800: medium!, 1920: large! };
}

async function storeRendition(blobs: BlobStore, { data, width, height }: RenderedJpeg): Promise<Rendition> {
  const sha256 = createHash("sha256").update(data).digest("hex");
  const tempFile = blobs.tempFile();
  try {
    await writeFile(tempFile, data, { flag: "wx" });
    await blobs.adopt(tempFile, sha256);
  } finally {
    await rm(tempFile, { force: true });
  }
  return { sha256, width, height, bytes: data.length };
}
