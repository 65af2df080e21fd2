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

/** Its file stays on this disk until it is disposed. */
interface FoundPicture extends Disposable {
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
  readonly blobs: Pick<BlobStore, "has">;
  readonly workers: Pick<PictureWorkers, "decodeHeic">;
  /** The path of a blob, fetched from the hub where this desk lacks it; null where it cannot be had now. */
  readonly fetch: (sha256: string, signal: AbortSignal) => Promise<string | null>;
  /** Keeps a blob on this disk until it is disposed. */
  readonly hold: (sha256: string) => Disposable;
}

export function createPictureSources(options: PictureSourcesOptions): PictureSources {
  const { blobs, workers, fetch, hold } = options;
  /** Null where it cannot be had. Held before it is looked for, so that it does not go in between. */
  const take = async (sha256: string, isOriginal: boolean, signal: AbortSignal) => {
    const held = hold(sha256);
    const path = await fetch(sha256, signal);
    if (path !== null)
      return {
        isOriginal,
        open: (until: AbortSignal) => openStored(path, workers, until),
        [Symbol.dispose]: () => held[Symbol.dispose](),
      };
    held[Symbol.dispose]();
    return null;
  };

  return {
    async find({ original, fallback, edits }, longEdge, signal) {
      const here = (await blobs.has(original)) ? await take(original, true, signal) : null;
      if (here) return here;
      using kept = new DisposableStack();
      const keep = (found: FoundPicture | null) => found && kept.use(found);
      const stored = keep(longEdge === null ? null : await take(fallback, false, signal));
      const suffices =
        stored && longEdge !== null && longEdgeAfter(await stored.open(signal), edits) >= longEdge;
      const chosen = suffices ? stored : await take(original, true, signal);
      if (chosen !== null && chosen !== stored) return chosen;
      const last = stored ?? keep(await take(fallback, false, signal));
      if (!last) throw new PictureProblem("notHere");
      kept.move();
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
