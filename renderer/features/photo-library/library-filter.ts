import type { VehicleStatus } from "#shared/model/vehicle.ts";
import { fold } from "#renderer/ui/fold.ts";

/** What a photo can need attention for; `duplicate` is nearly the same as a better one of its car. */
export const flawKinds = [
  "blurred",
  "dark",
  "overexposed",
  "upsideDown",
  "damaged",
  "tooSmall",
  "wrongShape",
  "duplicate",
] as const;
export type FlawKind = (typeof flawKinds)[number];

/** Which photos: those in the bin are shown on their own only. */
export const shelves = ["all", "attention", "edited", "bin"] as const;
export type Shelf = (typeof shelves)[number];

/** A shot of the list that a photo is, or that its car still lacks. */
interface ShotChoice {
  readonly is: "taken" | "missing";
  readonly shot: string;
}

/** What is chosen to narrow the library; an empty list narrows nothing. */
export interface LibraryChoices {
  readonly shelf: Shelf;
  /** Of the shelf `attention`: any of these. */
  readonly flaws: readonly FlawKind[];
  /** The preset whose size and shape photos are measured against; null for none. */
  readonly presetId: string | null;
  readonly shot: ShotChoice | null;
  readonly statuses: readonly VehicleStatus[];
  readonly tags: readonly string[];
  /** Civil dates, both included. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Choices and what is typed into the search field. */
export interface LibraryFilters extends LibraryChoices {
  readonly search: string;
}

export const noChoices: LibraryChoices = {
  shelf: "all",
  flaws: [],
  presetId: null,
  shot: null,
  statuses: [],
  tags: [],
  from: null,
  to: null,
};

/** What is known of a photo for finding it. */
export interface PhotoFacts {
  /** Everything it is found by, folded. */
  readonly text: string;
  /** When it was taken, else when it was added, by the clock of the camera or of this desk. */
  readonly day: string;
  readonly tags: readonly string[];
  readonly flaws: readonly FlawKind[];
  readonly shot: string | null;
  readonly isEdited: boolean;
  readonly isBinned: boolean;
}

/** What is known of its car; null for a car that is not on this desk yet. */
export interface CarFacts {
  readonly text: string;
  readonly status: VehicleStatus;
  readonly missing: readonly string[];
}

export function isNarrowed({ search, ...choices }: LibraryFilters): boolean {
  const { shelf, shot, statuses, tags, from, to } = choices;
  return (
    search.trim() !== "" ||
    shelf !== "all" ||
    shot !== null ||
    statuses.length + tags.length > 0 ||
    from !== null ||
    to !== null
  );
}

/** Whether a photo is meant, whatever shelf it lies on. */
export function photoMatcher(filters: LibraryFilters): (photo: PhotoFacts, car: CarFacts | null) => boolean {
  const words = fold(filters.search).split(/\s+/).filter(Boolean);
  const { tags, from, to, shot } = filters;
  const matchesCar = carMatcher(filters);
  return (photo, car) =>
    matchesCar(car) &&
    (shot?.is !== "taken" || photo.shot === shot.shot) &&
    (from === null || photo.day >= from) &&
    (to === null || photo.day <= to) &&
    (tags.length === 0 || tags.some((tag) => photo.tags.includes(tag))) &&
    words.every((word) => photo.text.includes(word) || (car?.text.includes(word) ?? false));
}

function carMatcher({ statuses, shot }: LibraryFilters): (car: CarFacts | null) => boolean {
  const wanted = new Set(statuses);
  return (car) =>
    (wanted.size === 0 || (car !== null && wanted.has(car.status))) &&
    (shot?.is !== "missing" || (car?.missing.includes(shot.shot) ?? false));
}

/** Whether a car without any photo answers the question: only where a shot is missing. */
export function photolessCarMatcher(filters: LibraryFilters): (car: CarFacts) => boolean {
  const { shot, shelf, tags, from, to } = filters;
  if (shot?.is !== "missing" || shelf !== "all" || tags.length > 0 || from !== null || to !== null)
    return () => false;
  const words = fold(filters.search).split(/\s+/).filter(Boolean);
  const matchesCar = carMatcher(filters);
  return (car) => matchesCar(car) && words.every((word) => car.text.includes(word));
}

export function isOnShelf(photo: PhotoFacts, { shelf, flaws }: LibraryChoices): boolean {
  if (photo.isBinned || shelf === "bin") return photo.isBinned && shelf === "bin";
  if (shelf === "edited") return photo.isEdited;
  if (shelf === "attention")
    return flaws.length === 0 ? photo.flaws.length > 0 : flaws.some((flaw) => photo.flaws.includes(flaw));
  return true;
}
