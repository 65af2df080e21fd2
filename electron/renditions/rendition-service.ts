import { join } from "node:path";
import type { PictureOrder } from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import type { EditedRenditions } from "#shared/model/photo.ts";
import type { Log } from "../log.ts";
import { makeFolder } from "../photos/durable-file.ts";
import type { PhotoService } from "../photos/photo-service.ts";
import type { PictureSource } from "../photos/pictures.ts";
import type { OwnedFiles, OwnedSource } from "../sync/owned-files.ts";
import { layOutFont } from "./banner-font.ts";
import { createChannelPictures } from "./channel-pictures.ts";
import { openDerivedPictures } from "./derived-pictures.ts";
import { type DraggedFile, type FilesToDrag, openDragFolder } from "./drag-files.ts";
import { openEditedRecords, ownedRenditions } from "./edited-records.ts";
import { createEditedRenditions, type EditedPhoto } from "./edited-renditions.ts";
import { openJobFolder } from "./job-folder.ts";
import { createPictureJobs, type PictureJobs } from "./picture-jobs.ts";
import { createPicturePreviews, type PicturePreview } from "./picture-previews.ts";
import { createPictureSources } from "./picture-sources.ts";
import { openPreparedPictures, type PreparedCount } from "./prepared-pictures.ts";
import { openWatermarks, type Watermark } from "./watermarks.ts";

/** Everything that is made of photos after their import: with edits, for channels, for people. */
export interface RenditionService extends AsyncDisposable {
  render(photo: EditedPhoto, signal: AbortSignal): Promise<EditedRenditions>;
  preview(order: PictureOrder, recipe: PhotoRecipe, signal: AbortSignal): Promise<PicturePreview>;
  readonly jobs: Omit<PictureJobs, typeof Symbol.asyncDispose>;
  /** How many pictures lie ready for a preset. */
  countPrepared(presetId: string, recipe: PhotoRecipe): Promise<PreparedCount>;
  dropPrepared(presetIds: readonly string[]): Promise<void>;
  /** Null where the file cannot be used. */
  addWatermark(path: string, removeBackground: boolean): Promise<Watermark | null>;
  filesToDrag(files: readonly DraggedFile[], signal: AbortSignal): Promise<FilesToDrag>;
  /** Previews, for the hosts to answer with. */
  readonly picture: PictureSource;
  /** What the hub and other desks need of it. */
  readonly owned: OwnedSource;
}

export interface RenditionServiceOptions {
  /** The desk's folder. */
  readonly folder: string;
  readonly photos: Pick<PhotoService, "blobs" | "decoding" | "workers">;
  /** The path of a blob, fetched from the hub where this desk lacks it; null where it cannot be had now. */
  readonly fetch: (sha256: string, signal: AbortSignal) => Promise<string | null>;
  /** Keeps a blob on this disk until it is disposed. */
  readonly hold: (sha256: string) => Disposable;
  /** Where a browser fetches zips: `<downloadBase><ticket>`; null where there is no browser. */
  readonly downloadBase: string | null;
  readonly log: Log;
}

export async function openRenditionService(options: RenditionServiceOptions): Promise<RenditionService> {
  const { photos, fetch, hold, downloadBase, log } = options;
  const { blobs, decoding, workers } = photos;
  const folder = join(options.folder, "renditions");
  await makeFolder(folder);
  const closing = new AbortController();
  const listeners = new Set<(files: OwnedFiles) => void>();
  const tell = (files: OwnedFiles) => listeners.forEach((listener) => listener(files));

  const records = await openEditedRecords(join(folder, "edited"), blobs.tempFile);
  const marks = await openWatermarks(join(folder, "watermarks"), blobs, (sha256) => tell(ownedMark(sha256)));
  const prepared = await openPreparedPictures(join(folder, "prepared"), blobs.tempFile);
  const derived = await openDerivedPictures(join(folder, "derived"));
  const sources = createPictureSources({ blobs, workers, fetch, hold });
  const edited = createEditedRenditions({
    blobs,
    records,
    sources,
    decoding,
    closing: closing.signal,
    onMade: (record) => tell(ownedRenditions(record)),
  });
  const pictures = createChannelPictures({ sources, decoding, fetch, fontFile: await layOutFont(folder) });
  const previews = createPicturePreviews({ pictures, prepared, derived, closing: closing.signal });
  const jobFolder = await openJobFolder(folder);
  const lanes = decoding.atOnce;
  const jobs = createPictureJobs({ folder: jobFolder, pictures, prepared, downloadBase, lanes, log });
  const drags = await openDragFolder(join(folder, "dragged"), async (sha256, signal) => {
    return derived.path(sha256) ?? fetch(sha256, signal);
  });

  return {
    render: (photo, signal) => edited.render(photo, signal),
    preview: (order, recipe, signal) => previews.make(order, recipe, signal),
    jobs,
    countPrepared: prepared.count,
    dropPrepared: prepared.drop,
    addWatermark: (path, removeBackground) => marks.add(path, removeBackground),
    filesToDrag: (files, signal) => drags.prepare(files, signal),
    async picture(sha256) {
      const path = derived.path(sha256);
      return path === null ? null : { path };
    },
    owned: {
      async *all() {
        for await (const record of records.all()) yield ownedRenditions(record);
        for await (const sha256 of marks.all()) yield ownedMark(sha256);
      },
      onNew(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all([jobs, edited, previews].map((one) => one[Symbol.asyncDispose]()));
    },
  };
}

/** A desk that prepares pictures needs the mark as soon as it has the preset. */
function ownedMark(sha256: string): OwnedFiles {
  return { id: `watermark ${sha256}`, photo: sha256, hashes: [sha256] };
}
