import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { noEdits } from "#shared/model/photo-edits.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import type { LibraryPhoto } from "#renderer/replica/library.ts";
import type { Photos } from "#renderer/replica/photos.ts";
import type { Profile } from "#electron/desk/profile.ts";
import type { Log } from "#electron/log.ts";
import { openPhotoSpace } from "#electron/photo-space/photo-space.ts";
import { type BlobStore, openBlobStore } from "#electron/photos/blob-store.ts";
import { openFiledPhotos } from "#electron/photos/filed-photos.ts";
import { openPhotoRecords } from "#electron/photos/photo-records.ts";
import { openEditedRecords, ownedRenditions } from "#electron/renditions/edited-records.ts";
import { storeBytes } from "#electron/renditions/stored-bytes.ts";
import { createBlobDownloads } from "#electron/sync/blob-downloads.ts";
import { createBlobUploads } from "#electron/sync/blob-uploads.ts";
import type { Connectivity } from "#electron/sync/connectivity.ts";
import { openHashList } from "#electron/sync/hash-list.ts";
import type { HubClient } from "#electron/sync/hub-client.ts";
import { type OwnedFiles, ownedPhotos, type OwnedSource } from "#electron/sync/owned-files.ts";
import { openUploadPlaces } from "#electron/sync/upload-places.ts";
import { photoFile } from "#tests/support/photo-file.ts";

/** Of the 4 MB that it is, every desk of a history would send, fetch and look through all: this is a few reads of a file as well. */
const inPartsFrom = 200_000;

export type DeskPhotos = Awaited<ReturnType<typeof openDeskPhotos>>;

/** The photo files of a desk, put together as `electron/composition/` does, without what makes pictures of them. */
export async function openDeskPhotos(
  stack: AsyncDisposableStack,
  parts: {
    folder: string;
    client: HubClient;
    connectivity: Connectivity;
    profile: Pick<Profile, "get" | "change">;
    log: Log;
  },
) {
  const { folder, client, connectivity, profile, log } = parts;
  const { period } = connectivity;
  const blobs = await openBlobStore(join(folder, "blobs"));
  const records = await openPhotoRecords(join(folder, "photos"), blobs.tempFile);
  const filed = await openFiledPhotos(join(folder, "photos"), records, blobs.tempFile);
  const atHub = stack.use(await openHashList(join(folder, "sync", "at-hub.txt"), log));
  const wanted = stack.use(await openHashList(join(folder, "sync", "to-fetch.txt"), log));
  const places = await openUploadPlaces(join(folder, "sync", "uploads.json"), log);
  const space = stack.use(
    await openPhotoSpace({
      folder,
      blobs,
      inWork: () => [],
      atHub,
      client,
      period,
      keeping: () => profile.get().keeping,
      keep: ({ limit, keptCars }) => profile.change({ keeping: { limit, keptCars: [...keptCars] } }),
      log,
    }),
  );
  connectivity.state.subscribe(space.look);
  const downloads = createBlobDownloads({ blobs, client, space, wanted, period, log });
  const edited = await openEditedRecords(join(folder, "renditions", "edited"), blobs.tempFile);
  const listeners = new Set<(files: OwnedFiles) => void>();
  const ownedEdited: OwnedSource = {
    async *all() {
      for await (const record of edited.all()) yield ownedRenditions(record);
    },
    onNew(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const made = [ownedPhotos({ files: filed.all, onFile: filed.listen }), ownedEdited];
  stack.use(space.follow(made));
  const owned = [...made, space.found];
  const isNear = () => false;
  const uploads = stack.use(
    await createBlobUploads({ blobs, owned, client, atHub, places, isNear, inPartsFrom, log }),
  );

  return {
    space,
    downloads,
    uploads,
    /** As an import does: files, the record of them, the photo of the car, and only then the files are the hub's business. */
    async bring(photos: Photos, carId: string, seed: string, size: PhotoSize): Promise<void> {
      const file = await storePhoto(blobs, seed, size);
      await records.write(file);
      await photos.add(carId, [{ photoId: crypto.randomUUID(), file }]);
      await filed.add([file]);
    },
    /** As the keeper of edited photos does: renditions, the record of them, the hub's business, and then the photo tells of them. */
    async retouch(photos: Photos, { id, originalSha256 }: LibraryPhoto, number: number): Promise<void> {
      const edits = { ...noEdits, exposure: (number % 200) / 100 - 1 };
      await photos.edit([id], edits);
      const kept = {
        edits,
        renditions: await storeRenditions(blobs, photoFile("")),
        dominantColor: "#336699",
      };
      const record = { ...kept, original: originalSha256, ofOriginal: true };
      await edited.write(record);
      for (const tell of listeners) tell(ownedRenditions(record));
      await photos.keepEdited(id, kept);
    },
    /** The files of every photo that came onto a car here, and those that were made of its edits. */
    brought: async () => [
      ...(await listed(made[0]!.all())).flatMap(({ hashes }) => hashes),
      ...(await listed(ownedEdited.all())).flatMap(({ hashes }) => hashes),
    ],
    /** Files of the store that have not what their name says. One that the keeper of space lets go of meanwhile is none. */
    async broken(): Promise<string[]> {
      const hashes = await listed(blobs.hashes());
      const faults = hashes.map(async (sha256) => {
        const found = await faultOf(sha256, blobs.path(sha256));
        return found.length > 0 && (await blobs.has(sha256)) ? found : [];
      });
      return (await Promise.all(faults)).flat();
    },
    /** Has each shown as the window does; answers with what could not be had. */
    async show(hashes: readonly string[]): Promise<string[]> {
      const faults = hashes.map(async (sha256) => {
        const answer = await downloads.get(sha256, AbortSignal.timeout(10_000));
        return "path" in answer ? faultOf(sha256, answer.path) : [`${sha256} is ${answer.missing}`];
      });
      return (await Promise.all(faults)).flat();
    },
  };
}

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

interface PhotoSize {
  readonly isLarge?: boolean;
  readonly hasRaw?: boolean;
}

/** Files of bytes that are no picture: nobody looks into them here. */
async function storePhoto(
  blobs: BlobStore,
  seed: string,
  { isLarge = false, hasRaw = false }: PhotoSize,
): Promise<PhotoFile> {
  const made = photoFile(seed);
  const largest = isLarge ? inPartsFrom + 5000 : 5000;
  const raw = { name: `${seed}.cr3`, mime: "image/x-canon-cr3" };
  return {
    ...made,
    original: { ...made.original, ...(await store(blobs, hasRaw ? 5000 : largest)) },
    companion: hasRaw ? { ...raw, ...(await store(blobs, largest)) } : null,
    renditions: await storeRenditions(blobs, made),
  };
}

async function storeRenditions(
  blobs: BlobStore,
  { renditions }: Pick<PhotoFile, "renditions">,
): Promise<PhotoFile["renditions"]> {
  return {
    320: { ...renditions[320], ...(await store(blobs, 500)) },
    800: { ...renditions[800], ...(await store(blobs, 1000)) },
    1920: { ...renditions[1920], ...(await store(blobs, 2000)) },
  };
}

/** No two are alike, by their beginning. */
async function store(blobs: BlobStore, bytes: number) {
  const content = Buffer.alloc(bytes);
  randomBytes(64).copy(content);
  return { sha256: await storeBytes(content, blobs), bytes };
}

/** What is wrong with a file that is named by its content, in words. */
export async function faultOf(sha256: string, path: string): Promise<string[]> {
  const content = await readFile(path).catch(() => null);
  if (!content) return [`${sha256} is not there`];
  return createHash("sha256").update(content).digest("hex") === sha256 ? [] : [`${sha256} is not whole`];
}
