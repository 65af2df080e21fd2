import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import sharp, { type Metadata } from "sharp";
import { type PhotoFile, type Rendition, renditionSizes } from "#shared/model/photo.ts";
import type { BlobStore } from "./blob-store.ts";
import { readExifFacts } from "./exif-facts.ts";
import { decodeHeic } from "./heic.ts";
import type { PhotoRecords } from "./photo-records.ts";
import { PhotoRefusal } from "./photo-refusal.ts";
import type { PictureFormat } from "./picture-signature.ts";
import { pixelLimit, renderPicture, type RenderedJpeg, type RenderedPicture } from "./rendering.ts";
import { copySource, type SourceCopy } from "./source-copy.ts";
import type { Turns } from "./turns.ts";

export interface PhotoMaking {
  readonly blobs: BlobStore;
  readonly records: PhotoRecords;
  /** Limits how many pictures are decoded at once; copying and writing go on beside it. */
  readonly decoding: Turns;
  readonly onMade: (file: PhotoFile) => void;
}

/** Files above this many bytes (uncompressed scans) are not read whole for the sake of their EXIF. */
const exifReadingLimit = 64 * 1024 * 1024;

const mimes: Record<PictureFormat, string> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  tiff: "image/tiff",
  heif: "image/heif",
};

/**
 * Makes a photo of one file: copied, hashed, read and rendered, with everything on disk when it resolves. Known content is
 * recognised and not rendered again. Throws a `PhotoRefusal`, a disk's error, or the signal's reason.
 */
export async function makePhoto(making: PhotoMaking, path: string, signal: AbortSignal): Promise<PhotoFile> {
  const { blobs, records } = making;
  const copy = await copySource(path, blobs, signal);
  try {
    const known = await knownPhoto(making, copy.sha256);
    if (known) return { ...known, original: { ...known.original, name: basename(path) } };
    const facts = readExifFacts(await exifPart(copy));
    const { metadata, rendered } = await making.decoding.take(() => render(copy, signal), signal);
    signal.throwIfAborted();
    const [renditions] = await Promise.all([
      storeRenditions(blobs, rendered.renditions),
      blobs.adopt(copy.tempFile, copy.sha256),
    ]);
    const file: PhotoFile = {
      original: {
        sha256: copy.sha256,
        name: basename(path),
        bytes: copy.bytes,
        mime: metadata.mediaType ?? mimes[copy.format],
        ...metadata.autoOrient,
      },
      renditions,
      dominantColor: rendered.dominantColor,
      ...facts,
      damaged: rendered.damaged,
    };
    await records.write(file);
    making.onMade(file);
    return file;
  } finally {
    await rm(copy.tempFile, { force: true });
  }
}

/** A JPEG has its EXIF in front of the picture; other formats may have it behind. */
async function exifPart({ format, tempFile, bytes, beginning }: SourceCopy): Promise<Buffer> {
  if (format === "jpeg" || bytes > exifReadingLimit) return beginning;
  return readFile(tempFile);
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
  { tempFile, format }: SourceCopy,
  signal: AbortSignal,
): Promise<{ metadata: Metadata; rendered: RenderedPicture }> {
  const metadata = await readMetadata(tempFile);
  if (metadata.width * metadata.height > pixelLimit) throw new PhotoRefusal("tooManyPixels");
  if (format !== "heif" || metadata.compression === "av1")
    return { metadata, rendered: await renderPicture(tempFile) };
  const { tiff, endsEarly } = await decodeHeic({ path: tempFile, profile: metadata.icc ?? null }, signal);
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
