import { join } from "node:path";
import { picturesWhenOpen } from "../lock/opened.ts";
import type { Log } from "../log.ts";
import { openCarriedFiles } from "../moving/carried-files.ts";
import { openPhotoSpace } from "../photo-space/photo-space.ts";
import { picturesFrom } from "../photos/pictures.ts";
import { openRenditionService } from "../renditions/rendition-service.ts";
import { createBlobDownloads } from "../sync/blob-downloads.ts";
import { createBlobUploads } from "../sync/blob-uploads.ts";
import { openHashList } from "../sync/hash-list.ts";
import { ownedPhotos } from "../sync/owned-files.ts";
import { openUploadPlaces } from "../sync/upload-places.ts";
import type { DeskParts } from "./desk-parts.ts";
import type { PhotoParts } from "./photo-parts.ts";

/** The files of photos: what this desk has of them and owes the hub, what it fetches, and what the window is shown. */
export async function openBlobs(
  stack: AsyncDisposableStack,
  parts: {
    dataFolder: string;
    downloadBase: string | null;
    desk: Pick<DeskParts, "profile" | "lock" | "client" | "connectivity">;
    photos: PhotoParts["photos"];
    log: Log;
  },
) {
  const { dataFolder, downloadBase, photos, log } = parts;
  const { profile, lock, client, connectivity } = parts.desk;
  const lists = join(dataFolder, "sync");
  const atHub = stack.use(await openHashList(join(lists, "at-hub.txt"), log));
  const wanted = stack.use(await openHashList(join(lists, "to-fetch.txt"), log));
  const places = await openUploadPlaces(join(lists, "uploads.json"), log);
  const { period } = connectivity;
  const { blobs } = photos;
  const photoSpace = stack.use(
    await openPhotoSpace({
      folder: dataFolder,
      blobs,
      inWork: () => photos.openOriginals(),
      atHub,
      client,
      period,
      keeping: () => profile.get().keeping,
      keep: ({ limit, keptCars }) => profile.change({ keeping: { limit, keptCars: [...keptCars] } }),
      log,
    }),
  );
  connectivity.state.subscribe(photoSpace.look);
  const downloads = createBlobDownloads({ blobs, client, space: photoSpace, wanted, period, log });
  const { fetch } = downloads;
  const { hold } = photoSpace.use;
  const renditions = stack.use(
    await openRenditionService({ folder: dataFolder, photos, fetch, hold, downloadBase, log }),
  );
  const made = [ownedPhotos(photos), renditions.owned];
  const carried = await openCarriedFiles(join(lists, "carried.json"), log);
  stack.use(photoSpace.follow([...made, carried]));
  const owned = [...made, photoSpace.found, carried];
  const isNear = () => profile.get().hubAddress === null;
  const uploads = stack.use(await createBlobUploads({ blobs, owned, client, atHub, places, isNear, log }));
  const fetched = async (sha256: string, signal: AbortSignal) => {
    const path = await fetch(sha256, signal);
    return path === null ? null : { path };
  };
  const pictures = picturesWhenOpen(lock, picturesFrom([photos.preview, renditions.picture, fetched]));
  return { photoSpace, downloads, renditions, carried, uploads, pictures };
}
