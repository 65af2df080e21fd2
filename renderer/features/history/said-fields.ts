import type { Change, FieldChange } from "#shared/model/activity.ts";

/** What a line of history says of one field: of the car, or of as many photos. */
export interface SaidField {
  /** A path such as `features.sunroof`; what was done to several photos is one field. */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  /** Photos that it was done to, where the line says which. */
  readonly photoIds: readonly string[];
  /** How many photos; null for a field of the car, or of one photo with its values. */
  readonly count: number | null;
}

/** What the act itself already says, or what no person set, is not said again. */
const unsaid: ReadonlySet<string> = new Set([
  "deletedAt",
  "soldOn",
  "sequence",
  "coverPhotoId",
  "vehicleId",
  "edited",
]);

/** Counts that lines have beside what was done to each photo, and that older lines have alone. */
const counted: ReadonlySet<string> = new Set([
  "photos",
  "photoOrder",
  "photosMoved",
  "shot",
  "caption",
  "tags",
  "defects",
  "edits",
]);

/** What fields of a photo are called where a line says only of how many it was. */
const countNames: Readonly<Record<string, string>> = {
  importedAt: "photos",
  deletedAt: "photos",
  sequence: "photoOrder",
  vehicleId: "photosMoved",
};

export function saidFields({ changes }: Pick<Change, "changes">): SaidField[] {
  const ofPhotos = changes.filter(({ photoId }) => photoId !== undefined);
  const ofCar = changes.filter(
    ({ photoId, field }) => photoId === undefined && !(ofPhotos.length > 0 && counted.has(field)),
  );
  return [...ofCar.filter(({ field }) => !unsaid.has(field)).map(saidOfCar), ...saidOfPhotos(ofPhotos)];
}

function saidOfCar({ field, from, to }: FieldChange): SaidField {
  const isCount = counted.has(field) && from === null && typeof to === "number";
  return { path: field, from, to, photoIds: [], count: isCount ? to : null };
}

function saidOfPhotos(changes: readonly FieldChange[]): SaidField[] {
  const moved = changes.some(({ field }) => field === "vehicleId");
  const shown = changes.filter(({ field }) => field !== "edited" && !(moved && field === "sequence"));
  const groups = Map.groupBy(shown, ({ field }) => nameOf(field));
  return [...groups].map(([name, own]) => {
    const photoIds = [...new Set(own.map(({ photoId }) => photoId!))];
    const [only] = own;
    return own.length === 1 && !(only!.field in countNames)
      ? { path: only!.field, from: only!.from, to: only!.to, photoIds, count: null }
      : { path: name, from: null, to: null, photoIds, count: photoIds.length };
  });
}

function nameOf(path: string): string {
  const [field = ""] = path.split(".");
  return countNames[field] ?? field;
}
