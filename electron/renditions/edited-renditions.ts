import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import {
  type EditedRenditions,
  type Rendition,
  renditionSizes,
  type Renditions,
} from "#shared/model/photo.ts";
import { unlessAborted } from "../sync/bell.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { dominantColor } from "../photos/rendering.ts";
import type { Turns } from "../photos/turns.ts";
import { editedPixels } from "./edited-pixels.ts";
import { type EditedRecord, type EditedRecords, editsKey } from "./edited-records.ts";
import type { PictureSources } from "./picture-sources.ts";
import { fromPixels, type Pixels, shrunk } from "./pixels.ts";
import { storeBytes } from "./stored-bytes.ts";

export interface EditedPhoto {
  readonly original: string;
  /** The largest stored rendition, for where the original cannot be had. */
  readonly fallback: string;
  readonly edits: PhotoEdits;
}

export interface EditedRenditionsMaker extends AsyncDisposable {
  /** Makes them once, however often and by whoever it is asked. Throws a `PictureProblem` or a disk's error. */
  render(photo: EditedPhoto, signal: AbortSignal): Promise<EditedRenditions>;
}

export interface EditedRenditionsOptions {
  readonly blobs: BlobStore;
  readonly records: EditedRecords;
  readonly sources: PictureSources;
  readonly decoding: Turns;
  /** Aborts when the service closes. */
  readonly closing: AbortSignal;
  readonly onMade: (record: EditedRecord) => void;
}

/** As the import makes them. */
const quality = 80;

export function createEditedRenditions(options: EditedRenditionsOptions): EditedRenditionsMaker {
  const { blobs, records, sources, decoding, closing, onMade } = options;
  const running = new Map<string, Promise<EditedRecord>>();

  const known = async ({ original, edits }: EditedPhoto) => {
    const record = await records.find(original, edits);
    if (!record || (!record.ofOriginal && (await blobs.has(original)))) return null;
    const present = await Promise.all(
      renditionSizes.map((size) => blobs.has(record.renditions[size].sha256)),
    );
    return present.every(Boolean) ? record : null;
  };
  const make = async (photo: EditedPhoto): Promise<EditedRecord> => {
    const there = await known(photo);
    if (there) return there;
    using picture = await sources.find(photo, null, closing);
    const work = async () => {
      const opened = await picture.open(closing);
      return renditionsOf(await editedPixels(opened, photo.edits, { longEdge: 1920, shape: null }), blobs);
    };
    const made = await decoding.take(work, closing, "first");
    const record = { original: photo.original, edits: photo.edits, ...made, ofOriginal: picture.isOriginal };
    await records.write(record);
    onMade(record);
    return record;
  };

  return {
    async render(photo, signal) {
      const key = editsKey(photo.original, photo.edits);
      const started = running.get(key) ?? make(photo).finally(() => running.delete(key));
      running.set(key, started);
      const { edits, renditions, dominantColor: color } = await unlessAborted(started, signal);
      return { edits, renditions, dominantColor: color };
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(running.values());
    },
  };
}

async function renditionsOf(
  large: Pixels,
  blobs: BlobStore,
): Promise<{ renditions: Renditions; dominantColor: string }> {
  const medium = await shrunk(large, 800);
  const small = await shrunk(medium, 320);
  return {
    renditions: {
      320: await stored(small, blobs),
      800: await stored(medium, blobs),
      1920: await stored(large, blobs),
    },
    dominantColor: dominantColor({ data: small.data, channels: 3 }),
  };
}

async function stored(pixels: Pixels, blobs: BlobStore): Promise<Rendition> {
  const jpeg = await fromPixels(pixels).jpeg({ quality }).toBuffer();
  const { width, height } = pixels;
  return { sha256: await storeBytes(jpeg, blobs), width, height, bytes: jpeg.length };
}
