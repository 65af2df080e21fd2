import { type RenditionSize, type Renditions, renditionSizes } from "#shared/model/photo.ts";
import type { PhotoService } from "../photos/photo-service.ts";

/** Files of this desk that the hub is to have as well. */
export interface OwnedFiles {
  /** Of these files; telling of them again replaces them. */
  readonly id: string;
  /** What a person counts as one photo: the hash of its original. */
  readonly photo: string;
  readonly renditions: { readonly [size in RenditionSize]?: Pick<Renditions[size], "sha256"> };
  /** Originals and what was kept beside them: last in line. */
  readonly others: readonly string[];
}

export interface OwnedSource {
  all(): AsyncIterable<OwnedFiles>;
  /** Tells of files as soon as they are on disk. */
  onNew(listener: (files: OwnedFiles) => void): () => void;
}

type PhotoFiles = Pick<PhotoService, "files" | "onFile">;
type OneFile = Parameters<Parameters<PhotoFiles["onFile"]>[0]>[0];

/** What was made of every imported original, and the original with its RAW. */
export function ownedPhotos(photos: PhotoFiles): OwnedSource {
  return {
    async *all() {
      for await (const file of photos.files()) yield ownedPhoto(file);
    },
    onNew: (listener) => photos.onFile((file) => listener(ownedPhoto(file))),
  };
}

function ownedPhoto({ original, companion, renditions }: OneFile): OwnedFiles {
  const others = [original.sha256, ...(companion ? [companion.sha256] : [])];
  return { id: original.sha256, photo: original.sha256, renditions, others };
}

/** Every hash with its place in line: thumbnails of all photos go before larger pictures of any. */
export function hashesInTiers({ renditions, others }: OwnedFiles): { sha256: string; tier: number }[] {
  const sized = renditionSizes.flatMap((size, tier) => {
    const rendition = renditions[size];
    return rendition ? [{ sha256: rendition.sha256, tier }] : [];
  });
  return [...sized, ...others.map((sha256) => ({ sha256, tier: renditionSizes.length }))];
}

export const tierCount = renditionSizes.length + 1;
