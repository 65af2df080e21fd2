import type { BlobUse } from "./blob-use.ts";
import type { PhotoFileIndex } from "./photo-files.ts";
import type { StoreContents } from "./store-contents.ts";

export interface Removable {
  readonly sha256: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/** What of the store may go and what has to stay, as it is at one moment. */
interface Sorting {
  /** The longest unused first. */
  readonly removable: readonly Removable[];
  /** May go as soon as nobody reads it. */
  readonly inUse: boolean;
  /** May go as soon as the hub has it. */
  readonly isWaiting: boolean;
}

export interface SortingOptions {
  readonly contents: Pick<StoreContents, "all">;
  readonly files: Pick<PhotoFileIndex, "all" | "tierOf">;
  readonly use: Pick<BlobUse, "isInUse" | "lastRead">;
  readonly atHub: { has(sha256: string): boolean };
  readonly keptCars: ReadonlySet<string>;
  /** Originals of imports that are not done. */
  readonly inWork: ReadonlySet<string>;
}

/** A thumbnail never goes, nor what no photo is known to have. */
export function sorted(options: SortingOptions): Sorting {
  const { contents, files, use, atHub } = options;
  const guarded = guardedHashes(options);
  const removable: Removable[] = [];
  let [inUse, isWaiting] = [false, false];
  for (const [sha256, { bytes, usedAt }] of contents.all()) {
    const tier = files.tierOf(sha256);
    if (tier === null || tier === "thumbnail" || guarded.has(sha256)) continue;
    if (!atHub.has(sha256)) isWaiting = true;
    else if (use.isInUse(sha256)) inUse = true;
    else removable.push({ sha256, bytes, usedAt: Math.max(usedAt, use.lastRead(sha256)) });
  }
  return { removable: removable.toSorted((a, b) => a.usedAt - b.usedAt), inUse, isWaiting };
}

/** The first of them that come to so many bytes together. */
export function firstOut(removable: readonly Removable[], bytes: number, most: number): Removable[] {
  const out: Removable[] = [];
  let left = bytes;
  for (const one of removable) {
    if (left <= 0 || out.length === most) break;
    out.push(one);
    left -= one.bytes;
  }
  return out;
}

function guardedHashes({ files, keptCars, inWork }: SortingOptions): Set<string> {
  const guarded = new Set(inWork);
  if (keptCars.size + inWork.size === 0) return guarded;
  for (const { vehicleId, hashes } of files.all())
    if (keptCars.has(vehicleId) || hashes[3]!.some((sha256) => inWork.has(sha256)))
      for (const sha256 of hashes.flat()) guarded.add(sha256);
  return guarded;
}
