import type { NamedPictureOrder } from "#shared/contract/renditions.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import type { LibraryPhoto } from "#renderer/replica/library.ts";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";

/** Fills placeholders in for a car; `number` is the picture's place among those of the car. */
export interface Fill {
  name(pattern: string, vehicle: Vehicle, number: number): string;
  text(pattern: string, vehicle: Vehicle): string;
}

/** A photo that leaves for a channel. */
export interface PlannedPicture {
  readonly photo: LibraryPhoto;
  readonly car: InventoryCar | null;
  readonly isCover: boolean;
}

/**
 * Photos in the order in which a channel gets them: car by car as they were asked for, in each car its cover and then the
 * others in their order. Photos in the bin are left out.
 */
export function planned(
  photoIds: readonly string[],
  photos: readonly LibraryPhoto[],
  cars: readonly InventoryCar[],
): PlannedPicture[] {
  const wanted = new Set(photoIds);
  const found = new Map(
    photos.flatMap((photo) =>
      wanted.has(photo.id) && photo.deletedAt === null ? [[photo.id, photo] as const] : [],
    ),
  );
  const carById = new Map(cars.map((car) => [car.id, car]));
  const asked = [...wanted].flatMap((id) => found.get(id) ?? []);
  return [...Map.groupBy(asked, ({ vehicleId }) => vehicleId)].flatMap(([vehicleId, own]) => {
    const car = carById.get(vehicleId) ?? null;
    const sorted = own.toSorted((a, b) => (a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0));
    const cover = sorted.find(({ id }) => id === car?.vehicle.coverPhotoId) ?? null;
    const ordered = cover ? [cover, ...sorted.filter((photo) => photo !== cover)] : sorted;
    return ordered.map((photo) => ({ photo, car, isCover: photo === cover }));
  });
}

export interface NamedPicture extends PlannedPicture {
  /** Without its ending. */
  readonly name: string;
}

/** Numbers the pictures of each car from one, and names them. */
export function named(
  pictures: readonly PlannedPicture[],
  pattern: string,
  fill: Fill,
): readonly NamedPicture[] {
  const numbers = new Map<string, number>();
  return pictures.map((picture) => {
    const number = (numbers.get(picture.photo.vehicleId) ?? 0) + 1;
    numbers.set(picture.photo.vehicleId, number);
    return { ...picture, name: nameOf(picture, pattern, number, fill).slice(0, longestName) };
  });
}

/** As the bridge takes it. */
const longestName = 200;

/** A photo whose car has not come to this desk yet keeps the name of its file. */
function nameOf({ photo, car }: PlannedPicture, pattern: string, number: number, fill: Fill): string {
  if (car) return fill.name(pattern, car.vehicle, number);
  return photo.name.replace(/\.[^.]*$/, "") || photo.id;
}

const longestBanner = 400;

/** What main makes of the pictures. */
export function ordersOf(
  pictures: readonly PlannedPicture[],
  preset: Pick<PhotoPreset, "namePattern" | "banner">,
  fill: Fill,
): NamedPictureOrder[] {
  return named(pictures, preset.namePattern, fill).map(({ photo, car, name }) => ({
    original: photo.originalSha256,
    fallback: photo.fallback,
    edits: photo.edits,
    bannerText:
      preset.banner && (car ? fill.text(preset.banner.text, car.vehicle).slice(0, longestBanner) : ""),
    name,
  }));
}

/** Every photo of every car that is not in the bin, for a preset's pictures ahead of time. */
export function allPictures(
  photos: readonly LibraryPhoto[],
  cars: readonly InventoryCar[],
): PlannedPicture[] {
  const kept = cars.filter(({ vehicle }) => vehicle.deletedAt === null);
  const own = new Set(kept.map(({ id }) => id));
  return planned(
    photos.filter(({ vehicleId }) => own.has(vehicleId)).map(({ id }) => id),
    photos,
    kept,
  );
}

export const endings = { jpeg: "jpg", webp: "webp", avif: "avif", png: "png" } as const satisfies Record<
  PhotoPreset["format"],
  string
>;
