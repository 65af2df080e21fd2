import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import type { Shot } from "#shared/model/shot-list.ts";
import { photoFindings, stacksOf } from "#shared/rules/photo-findings.ts";
import type { InventoryCar, LibraryPhoto } from "#renderer/replica/inventory.ts";
import { fold } from "#renderer/ui/fold.ts";
import { civilDateOf } from "#renderer/ui/format.ts";
import type { CarFacts, FlawKind, PhotoFacts } from "./library-filter.ts";

/** By id and not in a `WeakMap`, which with a hundred thousand keys is most of what the garbage collector does. */
interface KnownPhoto {
  readonly photo: LibraryPhoto;
  readonly isWorse: boolean;
  readonly facts: PhotoFacts;
}

interface CarPhotos {
  readonly photos: readonly LibraryPhoto[];
  readonly worse: ReadonlySet<string>;
}

/** What was worked out of photos and cars, kept as long as they are the same objects. */
export interface FactCache {
  readonly photo: (photo: LibraryPhoto, worse: ReadonlySet<string>) => PhotoFacts;
  readonly car: (car: InventoryCar, photos: readonly LibraryPhoto[]) => CarFacts;
  /** The photos of a car that are nearly the same as a better one. */
  readonly worseOnes: (vehicleId: string, photos: readonly LibraryPhoto[]) => ReadonlySet<string>;
}

/** Every photo of a car is compared with every other; one with more than this has something else wrong with it. */
const mostCompared = 600;
const noTags: readonly string[] = [];
const none: ReadonlySet<string> = new Set();

export function factCache(preset: PhotoPreset | null, required: readonly Shot[]): FactCache {
  const photos = new Map<string, KnownPhoto>();
  const texts = new WeakMap<InventoryCar, string>();
  const cars = new Map<string, CarPhotos>();

  const textOf = (car: InventoryCar) => kept(texts, car, () => carText(car));
  return {
    photo(photo, worse) {
      const isWorse = worse.has(photo.id);
      const known = photos.get(photo.id);
      if (known?.photo === photo && known.isWorse === isWorse) return known.facts;
      const facts = photoFacts(photo, preset, isWorse);
      photos.set(photo.id, { photo, isWorse, facts });
      return facts;
    },
    car: (car, own) => ({
      text: textOf(car),
      status: car.vehicle.status.state,
      missing: missingShots(own, required),
    }),
    worseOnes(vehicleId, own) {
      const known = cars.get(vehicleId);
      if (known && isSameList(known.photos, own)) return known.worse;
      const worse = worseOnes(own);
      cars.set(vehicleId, { photos: own, worse });
      return worse;
    },
  };
}

function kept<K extends object, V>(cache: WeakMap<K, V>, key: K, make: () => V): V {
  const found = cache.get(key);
  if (found !== undefined) return found;
  const made = make();
  cache.set(key, made);
  return made;
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function photoFacts(photo: LibraryPhoto, preset: PhotoPreset | null, isWorse: boolean): PhotoFacts {
  const { name, caption } = photo;
  const tags = tagsOf(photo);
  return {
    text: fold([name, caption, ...tags].join(" ")),
    day: photo.capturedAt?.slice(0, 10) ?? civilDateOf(new Date(photo.importedAt)),
    tags,
    flaws: flawsOf(photo, preset, isWorse),
    shot: photo.shot,
    isEdited: photo.edits !== null,
    isBinned: photo.deletedAt !== null,
  };
}

const noFlaws: readonly FlawKind[] = [];

function flawsOf(photo: LibraryPhoto, preset: PhotoPreset | null, isWorse: boolean): readonly FlawKind[] {
  const found: FlawKind[] = photoFindings(photo, preset).map(({ kind }) => kind);
  if (isWorse) found.push("duplicate");
  return found.length === 0 ? noFlaws : found;
}

/** Those that were not taken off again. */
export function tagsOf({ tags }: LibraryPhoto): readonly string[] {
  const names = Object.keys(tags);
  return names.length === 0 ? noTags : names.filter((tag) => tags[tag] === true);
}

function carText({ vehicle }: InventoryCar): string {
  const { stockNumber, vin, year, make, model, trim } = vehicle;
  return fold([stockNumber, vin, year, make, model, trim].filter(Boolean).join(" "));
}

function missingShots(photos: readonly LibraryPhoto[], required: readonly Shot[]): string[] {
  const taken = new Set(photos.filter(({ deletedAt }) => deletedAt === null).map(({ shot }) => shot));
  return required.map(({ id }) => id).filter((id) => !taken.has(id));
}

function worseOnes(photos: readonly LibraryPhoto[]): ReadonlySet<string> {
  const shown = photos.filter(({ deletedAt }) => deletedAt === null);
  if (shown.length < 2 || shown.length > mostCompared) return none;
  const stacks = stacksOf(shown.sort((a, b) => (a.sequence < b.sequence ? -1 : 1)));
  return new Set(stacks.flatMap(({ best, photoIds }) => photoIds.filter((id) => id !== best)));
}
