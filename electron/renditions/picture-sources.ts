import { open } from "node:fs/promises";
import { noEdits, type PhotoEdits } from "#shared/model/photo-edits.ts";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";
import { sizeAfter } from "#shared/rules/photo-geometry.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { openPicture, type OpenedPicture } from "../photos/picture-opening.ts";
import { pictureFormat, signatureBytes } from "../photos/picture-signature.ts";
import type { PictureWorkers } from "../photos/picture-workers.ts";
import { PictureProblem } from "./picture-problem.ts";

interface WantedPicture {
  readonly original: string;
  readonly fallback: string;
  readonly edits: PhotoEdits | null;
}

interface FoundPicture {
  /** Otherwise it is the largest rendition. */
  readonly isOriginal: boolean;
  /** May decode, where sharp cannot. Throws a `PhotoRefusal`. */
  open(signal: AbortSignal): Promise<OpenedPicture>;
}

export interface PictureSources {
  /**
   * Finds the original where it is here. Elsewhere the rendition suffices where it gives `longEdge` pixels after its edits
   * (null: nothing suffices but the original); else the original is fetched, and the rendition is what is left. Throws a
   * `PictureProblem`.
   */
  find(wanted: WantedPicture, longEdge: number | null, signal: AbortSignal): Promise<FoundPicture>;
}

export interface PictureSourcesOptions {
  readonly blobs: Pick<BlobStore, "has" | "path">;
  readonly workers: Pick<PictureWorkers, "decodeHeic">;
  /** The path of a blob, fetched from the hub where this desk lacks it; null where it cannot be had now. */
  readonly fetch: (sha256: string, signal: AbortSignal) => Promise<string | null>;
}

export function createPictureSources({ blobs, workers, fetch }: PictureSourcesOptions): PictureSources {
  const found = (path: string, isOriginal: boolean): FoundPicture => ({
    isOriginal,
    open: (signal) => openStored(path, workers, signal),
  });
  /** The rendition, where it is or can be had. */
  const rendition = async (sha256: string, signal: AbortSignal) => {
    const path = await fetch(sha256, signal);
    return path === null ? null : found(path, false);
  };

  return {
    async find({ original, fallback, edits }, longEdge, signal) {
      if (await blobs.has(original)) return found(blobs.path(original), true);
      const stored = longEdge === null ? null : await rendition(fallback, signal);
      if (stored && longEdge !== null && longEdgeAfter(await stored.open(signal), edits) >= longEdge)
        return stored;
      const fetched = await fetch(original, signal);
      if (fetched !== null) return found(fetched, true);
      const last = stored ?? (await rendition(fallback, signal));
      if (!last) throw new PictureProblem("notHere");
      return last;
    },
  };
}

function longEdgeAfter({ width, height }: OpenedPicture, edits: PhotoEdits | null): number {
  const size = sizeAfter(width, height, effectiveEdits(edits) ?? noEdits);
  return Math.max(size.width, size.height);
}

/** What a decoder is shown is decided by content, as in the import. */
async function openStored(
  path: string,
  workers: PictureSourcesOptions["workers"],
  signal: AbortSignal,
): Promise<OpenedPicture> {
  return openPicture({ path, format: pictureFormat(await headOf(path)) }, workers, signal);
}

async function headOf(path: string): Promise<Buffer> {
  await using file = await open(path, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(signatureBytes), 0, signatureBytes, 0);
  return buffer.subarray(0, bytesRead);
}
