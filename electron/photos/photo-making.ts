import { createHash } from "node:crypto";
import sharp from "sharp";
import { type KeptFile, type PhotoFile, type Rendition, renditionSizes } from "#shared/model/photo.ts";
import type { BlobStore } from "./blob-store.ts";
import type { CopyLanes } from "./copy-lanes.ts";
import type { FileOrder } from "./file-writing.ts";
import { greyOf } from "./grey-pixels.ts";
import type { PhotoRecords } from "./photo-records.ts";
import type { PictureWorkers } from "./picture-workers.ts";
import type { PictureFormat } from "./picture-signature.ts";
import { type OpenedPicture, openPicture } from "./picture-opening.ts";
import { release, renderPicture, type RenderedJpeg, type RenderedPicture } from "./rendering.ts";
import type { Turns } from "./turns.ts";

export interface PhotoMaking {
  readonly blobs: BlobStore;
  readonly records: PhotoRecords;
  /** Limits how many pictures are decoded at once; copying and writing go on beside it. */
  readonly decoding: Turns;
  readonly workers: PictureWorkers;
  /** Forces to disk what was made, in threads of their own. */
  readonly writing: Pick<CopyLanes, "write">;
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
  const { blobs, records, workers, writing } = making;
  const { sha256, name, bytes, companion } = source;
  const known = await knownPhoto(making, sha256);
  if (known) {
    const codes = source.lookForCodes ? await codesOfRendition(making, known, signal) : [];
    return {
      file: { ...known, original: { ...known.original, name }, companion: companion ?? known.companion },
      codes,
    };
  }
  const { picture, rendered } = await openAndRender(making, source, signal);
  signal.throwIfAborted();
  const { renditions } = rendered;
  const file: PhotoFile = {
    original: { sha256, name, bytes, mime: picture.mime, ...uprightSize(picture, rendered) },
    companion,
    renditions: { 320: kept(renditions[320]), 800: kept(renditions[800]), 1920: kept(renditions[1920]) },
    dominantColor: rendered.dominantColor,
    ...picture.facts,
    perceptualHash: rendered.perceptualHash,
    measures: rendered.measures,
    damaged: rendered.damaged,
  };
  const orders = renditionSizes.map((size) => fileOrder(blobs, file.renditions[size], renditions[size]));
  const [codes] = await Promise.all([
    rendered.grey ? workers.readCodes(rendered.grey, signal) : [],
    writing.write([orders, [records.order(file)]], signal),
  ]);
  for (const size of renditionSizes) release(renditions[size].data);
  return { file, codes };
}

/** What was imported before has its pixels in the largest rendition only. */
async function codesOfRendition({ blobs, workers }: PhotoMaking, file: PhotoFile, signal: AbortSignal) {
  const { data, info } = await sharp(blobs.path(file.renditions[1920].sha256))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return workers.readCodes(greyOf({ data, info }), signal);
}

/**
 * A record counts only while every blob of it is there, and where it has all that is read of a photo today: what an older
 * version made of it is made again.
 */
async function knownPhoto({ blobs, records }: PhotoMaking, sha256: string): Promise<PhotoFile | null> {
  const known = await records.find(sha256);
  if (!known?.measures) return null;
  const hashes = [sha256, ...renditionSizes.map((size) => known.renditions[size].sha256)];
  const present = await Promise.all(hashes.map((hash) => blobs.has(hash)));
  return present.every(Boolean) ? known : null;
}

/** HEIC is decoded in workers, which wait for turns of their own; the JPEGs beside it keep theirs. */
async function openAndRender({ decoding, workers }: PhotoMaking, source: PhotoSource, signal: AbortSignal) {
  const picture = await openPicture(source, workers, signal);
  const { lookForCodes: withGrey } = source;
  const rendered = await decoding.take(() => renderPicture(picture, { withGrey }), signal);
  if (typeof picture.input !== "string") release(picture.input);
  return { picture, rendered };
}

/** EXIF that is broken may be read in two ways; what counts is how the picture was turned. */
function uprightSize({ width, height }: OpenedPicture, { renditions }: RenderedPicture) {
  const shown = renditions[1920];
  const isTurned = width > height !== shown.width > shown.height && shown.width !== shown.height;
  return isTurned ? { width: height, height: width } : { width, height };
}

function kept({ data, width, height }: RenderedJpeg): Rendition {
  const sha256 = createHash("sha256").update(data).digest("hex");
  return { sha256, width, height, bytes: data.length };
}

function fileOrder(blobs: BlobStore, { sha256 }: Rendition, { data }: RenderedJpeg): FileOrder {
  return { path: blobs.path(sha256), tempFile: blobs.tempFile(), content: data, replaces: false };
}
