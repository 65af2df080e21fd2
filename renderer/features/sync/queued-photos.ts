import type { LibraryPhoto } from "#renderer/replica/library.ts";
import type { WaitingPhoto } from "#shared/contract/bridge.ts";

export interface QueuedCar {
  /** Null for photos that are on no car yet. */
  readonly vehicleId: string | null;
  readonly photos: readonly { readonly waiting: WaitingPhoto; readonly photo: LibraryPhoto | null }[];
}

/** Waiting photos by the car that they are on, those under way first. */
export function queuedByCar(
  waiting: readonly WaitingPhoto[],
  photos: readonly LibraryPhoto[],
): readonly QueuedCar[] {
  const wanted = new Set(waiting.map(({ original }) => original));
  const byOriginal = new Map(
    photos
      .filter(({ originalSha256 }) => wanted.has(originalSha256))
      .map((photo) => [photo.originalSha256, photo]),
  );
  const queued = waiting
    .map((one) => ({ waiting: one, photo: byOriginal.get(one.original) ?? null }))
    .sort((a, b) => Number(b.waiting.sending) - Number(a.waiting.sending));
  return [...Map.groupBy(queued, ({ photo }) => photo?.vehicleId ?? null)].map(([vehicleId, own]) => ({
    vehicleId,
    photos: own,
  }));
}
