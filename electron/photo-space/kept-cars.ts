import type { PhotoFileIndex, PhotoFiles } from "./photo-files.ts";
import type { StoreContents } from "./store-contents.ts";

/** Tiers of what is shown; the original is only for who exports it. */
const shownTiers = [0, 1, 2];

/** What is shown of the cars that are kept and does not lie here, the newest photos last. */
export function lackingOfCars(
  keptCars: ReadonlySet<string>,
  files: Pick<PhotoFileIndex, "all">,
  contents: Pick<StoreContents, "has">,
): string[] {
  if (keptCars.size === 0) return [];
  const kept = [...files.all()].filter(({ isLive, vehicleId }) => isLive && keptCars.has(vehicleId));
  const hashes = kept.toSorted(byAge).flatMap(shownHashes);
  return hashes.filter((sha256) => !contents.has(sha256));
}

/** What is on show is the first of each tier. */
function shownHashes({ hashes }: PhotoFiles): string[] {
  return shownTiers.map((tier) => hashes[tier]![0]!);
}

function byAge(a: PhotoFiles, b: PhotoFiles): number {
  return a.importedAt < b.importedAt ? -1 : a.importedAt > b.importedAt ? 1 : 0;
}
