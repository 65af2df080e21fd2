import { type Change, Overlap } from "#shared/model/activity.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { differences as fieldDifferences, merge } from "#shared/rules/merge.ts";
import { mayChange, maySee } from "#shared/rules/rights.ts";
import { isSameDocument } from "#renderer/replica/conflicts.ts";
import type { DeskContents, DeskStanding, StoredDocument } from "./desk-calls.ts";

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

/** Where a desk differs from what the hub has for its person, in words. */
export function differences(truth: Truth, documents: readonly StoredDocument[], role: Role): string[] {
  const found: string[] = [];
  const here = byPlace(documents);
  const there = byPlace(truth.filter(({ document }) => maySee(role, document.kind) && !document._deleted));
  for (const [place, document] of there) {
    const own = here.get(place);
    if (!own) found.push(`it lacks ${place}`);
    else if (!isSameDocument(own, document)) found.push(`it has another ${place}: ${told(own, document)}`);
  }
  for (const place of here.keys()) if (!there.has(place)) found.push(`it has ${place}, and should not`);
  return found;
}

/**
 * Versions that a desk was told were kept, and that are nowhere. Merging is a join, so all of a version is there where merging it in
 * changes nothing: into what the hub has, and what the desk holds for a person. What a desk may not see any more is dropped on
 * purpose.
 */
export function lost(truth: Truth, desk: DeskContents, roles: readonly Role[]): string[] {
  const there = new Map<string, Envelope>();
  const held = desk.held.map(({ collection, document }) => ({
    collection,
    document: document as unknown as Envelope,
  }));
  for (const { collection, document } of [...truth, ...held]) {
    const place = `${collection}/${document.id}`;
    const before = there.get(place);
    there.set(place, before ? merge(before, document, null).document : document);
  }
  return desk.kept
    .filter(({ document }) => roles.every((role) => maySee(role, document.kind)))
    .filter(({ collection, document }) => {
      const found = there.get(`${collection}/${document.id}`);
      return !found || !isIn(found, document);
    })
    .map(({ document }) => `${document.kind} ${document.id}: ${JSON.stringify(document.data)}`);
}

/**
 * Values of cars that were replaced by another desk's, of which neither an overlap tells, nor a line of who replaced them, nor what the
 * hub turned down of this desk, which may be such a line.
 */
export function untold(truth: Truth, desk: DeskContents): string[] {
  const held = desk.held.map(({ document }) => document as unknown as Envelope);
  const told = truth.flatMap(({ document }) => (document.kind === "overlap" ? valuesOf(document) : []));
  const replaced = [...truth.map(({ document }) => document), ...held].flatMap(({ kind, data }) =>
    kind === "change" ? (data as unknown as Change).changes.map(({ from }) => from) : [],
  );
  const values = new Set<unknown>([...told, ...replaced, ...held.flatMap(({ data }) => Object.values(data))]);
  const there = byPlace(truth);
  return desk.kept.flatMap(({ collection, document }) => {
    const master = there.get(`${collection}/${document.id}`);
    if (!master) return [];
    return editsIn(document)
      .filter(([field, value]) => !isSame(master.data[field], value) && !values.has(value))
      .map(([field, value]) => `${document.id} ${field}: ${JSON.stringify(value)}`);
  });
}

function editsIn({ kind, data }: Envelope): [field: string, value: unknown][] {
  return kind === "vehicle" ? Object.entries(data).filter(([, value]) => isEdit(value)) : [];
}

/** What a history's edits write: no two are the same. */
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

function byPlace(documents: readonly StoredDocument[]): Map<string, Envelope> {
  return new Map(documents.map(({ collection, document }) => [`${collection}/${document.id}`, document]));
}

function told(mine: Envelope, other: Envelope): string {
  return JSON.stringify(fieldDifferences(mine.kind, mine.data, other.data));
}
