import { type PhotoFile, renditionSizes, type Renditions } from "#shared/model/photo.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import type { PhotoService } from "../photos/photo-service.ts";

/** Files of this desk that the hub is to have as well. */
export interface OwnedFiles {
  /** Of these files; telling of them again replaces them. */
  readonly id: string;
  /** What a person counts as one photo: the hash of its original. */
  readonly photo: string;
  /** By their place in line: the thumbnail, the larger renditions, then originals and what was kept beside them. */
  readonly hashes: readonly string[];
}

export interface OwnedSource {
  all(): AsyncIterable<OwnedFiles>;
  /** Tells of files as soon as they are on disk. */
  onNew(listener: (files: OwnedFiles) => void): () => void;
}

/** What was made of every imported original, and the original with its RAW. */
export function ownedPhotos(photos: Pick<PhotoService, "files" | "onFile">): OwnedSource {
  return {
    async *all() {
      for await (const file of photos.files()) yield ownedPhoto(file);
    },
    onNew: (listener) => photos.onFile((file) => listener(ownedPhoto(file))),
  };
}

export function hashesOf(renditions: Renditions): string[] {
  return renditionSizes.map((size) => renditions[size].sha256);
}

/** As far as the files are on this desk. */
export async function ownedHere(
  files: readonly OwnedFiles[],
  blobs: Pick<BlobStore, "has">,
): Promise<OwnedFiles[]> {
  const here: OwnedFiles[] = [];
  for (const one of files) {
    const isHere = await Promise.all(one.hashes.map((sha256) => blobs.has(sha256)));
    here.push({ ...one, hashes: one.hashes.filter((_, place) => isHere[place]) });
  }
  return here;
}

function ownedPhoto({ original: { sha256 }, companion, renditions }: PhotoFile): OwnedFiles {
  const kept = [sha256, ...(companion ? [companion.sha256] : [])];
  return { id: sha256, photo: sha256, hashes: [...hashesOf(renditions), ...kept] };
}
