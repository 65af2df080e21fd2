import type { JournalEntry } from "#shared/contract/bridge.ts";
import { type Change, Overlap } from "#shared/model/activity.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { differences as fieldDifferences, merge } from "#shared/rules/merge.ts";
import { mayChange, maySee } from "#shared/rules/rights.ts";
import { isSameDocument } from "#renderer/replica/conflicts.ts";
import type { DeskStanding, DeskTold, StoredDocument } from "./desk-calls.ts";

/** All that the hub has, of every kind. */
export type Truth = readonly StoredDocument[];

/** What has to happen before it is worth comparing anything, in words. */
export function stillWaits(desk: DeskStanding, role: Role): string[] {
  const found = desk.waiting > 0 ? [`${desk.waiting} documents wait for the hub`] : [];
  if (desk.photosWaiting > 0 && mayChange(role, "photo"))
    found.push(`${desk.photosWaiting} photos wait for the hub`);
  if (desk.role !== role) found.push(`it thinks it is ${desk.role}, and is ${role}`);
  return found;
}

/** Documents by their places. */
export type Documents = ReadonlyMap<string, Envelope>;

export function placeOf({ collection, document }: StoredDocument): string {
  return `${collection}/${document.id}`;
}

/** Where a desk differs from what the hub has for its person, in words. */
export function differences(truth: Truth, here: Documents, role: Role): string[] {
  const found: string[] = [];
  const visible = truth.filter(({ document }) => maySee(role, document.kind) && !document._deleted);
  const there = byPlace(visible);
  for (const [place, document] of there) {
    const own = here.get(place);
    if (!own) found.push(`it lacks ${place}`);
    else if (!isEqual(own, document)) found.push(`it has another ${place}: ${told(own, document)}`);
  }
  for (const place of here.keys()) if (!there.has(place)) found.push(`it has ${place}, and should not`);
  return found;
}

/** Pairs that were compared before and are the same: neither is ever changed in its place. */
const equals = new WeakMap<Envelope, Envelope>();

function isEqual(own: Envelope, document: Envelope): boolean {
  if (equals.get(own) === document) return true;
  const is = isSameDocument(own, document);
  if (is) equals.set(own, document);
  return is;
}

/** Versions that a desk was told are kept, and that the hub does not have. */
export interface NotAtHub {
  /** All of them is in what the desk holds for a person, or in both together. */
  readonly held: JournalEntry[];
  /** Nowhere, in words. */
  readonly lost: string[];
}

/**
 * Merging is a join, so all of a version is there where merging it in changes nothing: into what the hub has, and what the desk holds
 * for a person. What a desk may not see any more is dropped on purpose.
 */
export function notAtHub(
  truth: Truth,
  { kept, held }: Pick<DeskTold, "kept" | "held">,
  roles: readonly Role[],
): NotAtHub {
  const atHub = byPlace(truth);
  const there = new Map(atHub);
  for (const row of held) {
    const { collection, document } = row as unknown as StoredDocument;
    const place = placeOf({ collection, document });
    const before = there.get(place);
    there.set(place, before ? merge(before, document, null).document : document);
  }
  const has = (documents: Documents, { collection, document }: JournalEntry) => {
    const found = documents.get(placeOf({ collection, document }));
    return found !== undefined && isIn(found, document);
  };
  const own = kept.filter(({ document }) => roles.every((role) => maySee(role, document.kind)));
  const elsewhere = own.filter((entry) => !has(atHub, entry));
  return {
    held: elsewhere.filter((entry) => has(there, entry)),
    lost: elsewhere
      .filter((entry) => !has(there, entry))
      .map(({ document }) => `${document.kind} ${document.id}: ${JSON.stringify(document.data)}`),
  };
}

/** What somebody wrote into a field of a car. */
export interface Edit {
  readonly place: string;
  readonly field: string;
  readonly value: unknown;
}

/** Those that the desk's list of what the hub turned down does not tell of. Where it does, a person has read of them. */
export function unread(edits: readonly Edit[], held: DeskTold["held"]): Edit[] {
  const read = new Set<unknown>(
    held.flatMap(({ document }) => Object.values((document as unknown as Envelope).data)),
  );
  return edits.filter(({ value }) => !read.has(value));
}

/**
 * Values of cars that were replaced by another desk's, of which neither an overlap tells, nor a line of who replaced them, which the hub
 * may have turned down.
 */
export function untold(truth: Truth, edits: readonly Edit[], heldRows: DeskTold["held"]): string[] {
  const held = heldRows.map(({ document }) => document as unknown as Envelope);
  const told = truth.flatMap(({ document }) => (document.kind === "overlap" ? valuesOf(document) : []));
  const replaced = [...truth.map(({ document }) => document), ...held].flatMap(({ kind, data }) =>
    kind === "change" ? (data as unknown as Change).changes.map(({ from }) => from) : [],
  );
  const values = new Set<unknown>([...told, ...replaced]);
  const there = byPlace(truth);
  return edits
    .filter(({ place, field, value }) => {
      const master = there.get(place);
      return master && !isSame(master.data[field], value) && !values.has(value);
    })
    .map(({ place, field, value }) => `${place} ${field}: ${JSON.stringify(value)}`);
}

/** What a history's edits wrote in this version. No two write the same. */
export function editsIn(entry: StoredDocument): Edit[] {
  const { kind, data } = entry.document;
  if (kind !== "vehicle") return [];
  const place = placeOf(entry);
  return Object.entries(data)
    .filter(([, value]) => isEdit(value))
    .map(([field, value]) => ({ place, field, value }));
}

function isEdit(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("edit ");
}

function valuesOf({ data }: Envelope): unknown[] {
  const overlap = Overlap.parse(data);
  return [overlap.kept.value, overlap.other.value];
}

export function isIn(version: Envelope, part: Envelope): boolean {
  return isSameDocument(merge(version, part, null).document, version);
}

export function byPlace(documents: readonly StoredDocument[]): Map<string, Envelope> {
  return new Map(documents.map((stored) => [placeOf(stored), stored.document]));
}

function told(mine: Envelope, other: Envelope): string {
  return JSON.stringify(fieldDifferences(mine.kind, mine.data, other.data));
}
