import type { Change, FieldChange } from "../model/activity.ts";
import type { CollectionName, Data, Envelope } from "../model/envelope.ts";
import { type Kind, kinds } from "../model/kinds.ts";
import { Photo } from "../model/photo.ts";
import { VehicleCost } from "../model/vehicle-cost.ts";
import { Vehicle, type VehicleStanding } from "../model/vehicle.ts";
import { isSame } from "./canonical-json.ts";
import { differences, valueAt, withValueAt } from "./merge.ts";
import { changed } from "./stamping.ts";
import { standingBack } from "./vehicle-status.ts";

/** A line of a car's history, with its kind: what a car cost has lines of a kind of its own. */
export interface PastLine {
  readonly kind: string;
  readonly change: Change;
}

/** One field of one document, as a line of history tells of it. */
export interface PastField {
  readonly kind: Kind;
  readonly collection: CollectionName;
  readonly id: string;
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly at: string;
}

/** Fields of photos that follow from others, or that no person set. */
const followsByItself: ReadonlySet<string> = new Set(["edited"]);

/** What a line says of single fields. Counts, and what older versions told without values, cannot be taken back. */
export function pastFields({ kind, change }: PastLine): PastField[] {
  return [...change.changes, ...movesToTheBin(change)].flatMap((field) => pastField(kind, change, field));
}

function pastField(lineKind: string, change: Change, { field, from, to, photoId }: FieldChange): PastField[] {
  const { vehicleId, at } = change;
  const of = (kind: Kind, id: string, value = { path: field, from, to }): PastField[] => [
    { kind, collection: kinds[kind].collection, id, at, ...value },
  ];
  const [name = ""] = field.split(".");
  if (photoId !== undefined && field === "importedAt")
    return of("photo", photoId, { path: "deletedAt", from: at, to: null });
  if (photoId !== undefined) return followsByItself.has(name) ? [] : of("photo", photoId);
  if (lineKind === "cost-change") return name in VehicleCost.shape ? of("vehicle-cost", vehicleId) : [];
  return name in Vehicle.shape ? of("vehicle", vehicleId) : [];
}

/** Lines of older versions did not say it beside the act, and a new car was not there before. */
function movesToTheBin({ act, at, changes }: Change): FieldChange[] {
  if (changes.some(({ field, photoId }) => field === "deletedAt" && photoId === undefined)) return [];
  if (act === "created" || act === "restored") return [{ field: "deletedAt", from: at, to: null }];
  return act === "deleted" ? [{ field: "deletedAt", from: null, to: at }] : [];
}

/**
 * What the fields that were changed after a moment said at that moment: the last that was written until then, else what the
 * first change since then found. A field that nobody changed since is left out, and a car's new photos are in the bin.
 */
export function fieldsAt(lines: readonly PastLine[], moment: string): PastField[] {
  const oldestFirst = lines.flatMap(pastFields).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const byField = Map.groupBy(oldestFirst, ({ kind, id, path }) => `${kind}/${id}/${path}`);
  return [...byField.values()].flatMap((changes) => {
    const since = changes.find(({ at }) => at > moment);
    if (!since) return [];
    const until = changes.findLast(({ at }) => at <= moment);
    return [{ ...since, from: until ? until.to : since.from }];
  });
}

/** Whether two values of a field say the same to a person: of a standing its state, of the bin whether it is there. */
export function saysSame(path: string, a: unknown, b: unknown): boolean {
  if (path === "deletedAt") return isNothing(a) === isNothing(b);
  return isSame(said(path, a), said(path, b));
}

function said(path: string, value: unknown): unknown {
  if (isNothing(value)) return null;
  return path === "status" && typeof value === "object" && "state" in value! ? value.state : value;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

/** The document with earlier values of some fields; a value that does not fit the kind any more is left out. */
export function withEarlier(
  document: Envelope,
  fields: readonly Pick<PastField, "path" | "from">[],
  stamp: string,
): Envelope {
  const { kind } = document;
  let { data } = document;
  for (const { path, from } of fields) {
    const present = valueAt(kind, data, path);
    if (saysSame(path, present, from)) continue;
    const value = kind === "vehicle" && path === "status" ? earlierStanding(present, from) : (from ?? null);
    const next = withValueAt(kind, data, path, value);
    if (fits(kind, next) || !fits(kind, data)) data = next;
  }
  return changed(document, data, stamp);
}

function fits(kind: string, data: Data): boolean {
  return !Object.hasOwn(kinds, kind) || kinds[kind as Kind].schema.safeParse(data).success;
}

/** A history may say no more of a standing than its state. */
function earlierStanding(present: unknown, earlier: unknown): VehicleStanding {
  const standing = present as VehicleStanding;
  return standingBack(standing, { ...standing, ...(earlier as Partial<VehicleStanding>) });
}

/** What two acts that are told as one did together: of each field its first value and its last. */
export function joinedChanges(before: readonly FieldChange[], next: readonly FieldChange[]): FieldChange[] {
  const byField = new Map(before.map((change) => [nameOf(change), change]));
  for (const change of next) {
    const first = byField.get(nameOf(change)) ?? change;
    byField.set(nameOf(change), { ...change, from: first.from });
  }
  return [...byField.values()].filter(({ photoId, from, to }) => photoId === undefined || !isSame(from, to));
}

function nameOf({ photoId = "", field }: FieldChange): string {
  return `${photoId}/${field}`;
}

/** The fields of a photo that changed, for the history of its car; of a new one that it came. */
export function photoChanges(id: string, before: Data | null, after: Data): FieldChange[] {
  if (!before) {
    const importedAt = Photo.shape.importedAt.safeParse(after["importedAt"]);
    return [{ field: "importedAt", from: null, to: importedAt.data ?? null, photoId: id }];
  }
  return differences("photo", before, after).map(({ path, from, to }) => ({
    field: path,
    from: json(from),
    to: json(to),
    photoId: id,
  }));
}

function json(value: unknown): FieldChange["from"] {
  return (value ?? null) as FieldChange["from"];
}
