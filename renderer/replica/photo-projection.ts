import type { Data, Envelope } from "#shared/model/envelope.ts";
import { PhotoEdits } from "#shared/model/photo-edits.ts";
import { EditedRenditions, PhotoMeasures } from "#shared/model/photo.ts";
import type { ElementSet } from "#shared/model/vehicle.ts";
import { effectiveEdits, isEditedStale } from "#shared/rules/photo-edits.ts";
import type { LibraryPhoto } from "./library.ts";

/** Photos of all cars, in the bin too, by id and by car. */
export interface PhotosProjection {
  /** Takes a version of a document; answers with the cars whose photos it changed. */
  take(document: Envelope): readonly string[];
  /** In the order in which they came. */
  all(): readonly LibraryPhoto[];
  ofVehicle(vehicleId: string): readonly LibraryPhoto[];
  /** Cars with a photo of this file that is not in the bin. */
  vehiclesWith(sha256: string): readonly string[];
}

export function photosProjection(): PhotosProjection {
  const photos = new Map<string, LibraryPhoto>();
  const byVehicle = new Map<string, Set<string>>();
  const byContent = new Map<string, readonly string[]>();
  let listed: readonly LibraryPhoto[] | null = null;

  function found(ids: Iterable<string> = []): LibraryPhoto[] {
    const list: LibraryPhoto[] = [];
    for (const id of ids) list.push(photos.get(id)!);
    return list;
  }

  function forget({ id, vehicleId, originalSha256 }: LibraryPhoto) {
    photos.delete(id);
    removeFrom(byVehicle, vehicleId, id);
    const others = (byContent.get(originalSha256) ?? []).filter((other) => other !== id);
    if (others.length > 0) byContent.set(originalSha256, others);
    else byContent.delete(originalSha256);
  }

  function remember(photo: LibraryPhoto) {
    photos.set(photo.id, photo);
    addTo(byVehicle, photo.vehicleId, photo.id);
    const others = byContent.get(photo.originalSha256) ?? [];
    if (!others.includes(photo.id)) byContent.set(photo.originalSha256, [...others, photo.id]);
  }

  return {
    take(document) {
      const known = photos.get(document.id);
      const photo = libraryPhotoOf(document);
      if (!known && !photo) return [];
      if (known && (known.vehicleId !== photo?.vehicleId || known.originalSha256 !== photo.originalSha256))
        forget(known);
      if (photo) remember(photo);
      listed = null;
      return [...new Set([known, photo].flatMap((one) => (one ? [one.vehicleId] : [])))];
    },
    all: () => (listed ??= [...photos.values()]),
    ofVehicle: (vehicleId) => found(byVehicle.get(vehicleId)),
    vehiclesWith(sha256) {
      const shown = found(byContent.get(sha256)).filter(({ deletedAt }) => deletedAt === null);
      return [...new Set(shown.map(({ vehicleId }) => vehicleId))];
    },
  };
}

/** Photos are many and were checked when they were written here or on the hub, so only what is used is looked at. */
function libraryPhotoOf({ id, kind, data, _deleted }: Envelope): LibraryPhoto | null {
  const { vehicleId, sequence, original, renditions } = data;
  if (kind !== "photo" || _deleted || typeof vehicleId !== "string" || typeof sequence !== "string")
    return null;
  const file = recordOf(original);
  const edits = readAs(PhotoEdits, data["edits"]);
  const edited = edits && readAs(EditedRenditions, data["edited"]);
  const onShow = effectiveEdits(edits) ? edited : null;
  return {
    id,
    vehicleId,
    sequence,
    importedAt: textOf(data["importedAt"]) ?? "",
    deletedAt: textOf(data["deletedAt"]),
    thumbnail: onShow?.renditions[320].sha256 ?? shaOf(renditions, "320"),
    large: onShow?.renditions[1920].sha256 ?? shaOf(renditions, "1920"),
    color: onShow?.dominantColor ?? textOf(data["dominantColor"]) ?? "#808080",
    originalSha256: textOf(file["sha256"]) ?? "",
    fallback: shaOf(renditions, "1920"),
    name: textOf(file["name"]) ?? "",
    width: sizeOf(file["width"]),
    height: sizeOf(file["height"]),
    capturedAt: textOf(data["capturedAt"]),
    perceptualHash: textOf(data["perceptualHash"]),
    measures: readAs(PhotoMeasures, data["measures"]),
    shot: textOf(data["shot"]),
    caption: textOf(data["caption"]) ?? "",
    tags: setOf(data["tags"]),
    defects: countOf(data["defects"]),
    edits,
    isEditedStale: isEditedStale({ edits, edited }),
    damaged: data["damaged"] === true,
  };
}

const nothing: ElementSet = {};

function setOf(elements: unknown): ElementSet {
  return countOf(elements) === 0 ? nothing : (elements as ElementSet);
}

/** How many a set or map holds: what was removed is null in it. */
function countOf(elements: unknown): number {
  return Object.values(recordOf(elements)).filter((value) => value !== null).length;
}

function readAs<T>(
  schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } },
  value: unknown,
): T | null {
  if (value === undefined || value === null) return null;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function shaOf(renditions: unknown, size: string): string {
  return textOf(recordOf(recordOf(renditions)[size])["sha256"]) ?? "";
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function sizeOf(value: unknown): number {
  return typeof value === "number" && value > 0 ? value : 1;
}

function recordOf(value: unknown): Data {
  return typeof value === "object" && value !== null ? (value as Data) : {};
}

function addTo(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key);
  if (set) set.add(id);
  else sets.set(key, new Set([id]));
}

function removeFrom(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key);
  set?.delete(id);
  if (set?.size === 0) sets.delete(key);
}
