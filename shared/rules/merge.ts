import type { Data, Envelope, Replaced, Stamps } from "../model/envelope.ts";
import { type KindRules, rulesOf } from "../model/kinds.ts";
import { canonicalJson, isSame } from "./canonical-json.ts";

/** A field that both sides wrote since their common base, where a change gives way to the other side's value. */
export interface FieldOverlap {
  /** The field, or `field.element` where a set or map merges by element. */
  readonly path: string;
  readonly kept: { readonly value: unknown; readonly stamp: string };
  readonly other: { readonly value: unknown; readonly stamp: string };
}

export interface Merged {
  readonly document: Envelope;
  readonly overlaps: readonly FieldOverlap[];
}

interface Version {
  readonly value: unknown;
  readonly stamp: string;
}

/**
 * Joins two versions of one document. Field by field (and element by element where the kind says so) the higher rank
 * wins, then the newer stamp, then the greater canonical JSON; a tombstone stays. The document is the least upper bound
 * of both, so the order and number of merges never matter. `base` is the last version that both sides knew; it only
 * decides what is reported as an overlap.
 */
export function merge(mine: Envelope, theirs: Envelope, base: Envelope | null): Merged {
  const rules = rulesOf(mine.kind);
  const paths = new Set([...pathsOf(mine, rules), ...pathsOf(theirs, rules)]);
  const data: Data = {};
  const stamps: Stamps = {};
  const overlaps: FieldOverlap[] = [];

  for (const path of [...paths].sort()) {
    const left = versionAt(mine, path, rules);
    const right = versionAt(theirs, path, rules);
    const [kept, other] = order(path, left, right, rules);
    write(data, path, kept.value, rules);
    if (kept.stamp) stamps[path] = kept.stamp;
    if (base && isOverlap(path, kept, other, base, rules)) overlaps.push({ path, kept, other });
  }
  for (const field of rules.elements)
    if (isRecord(mine.data[field]) || isRecord(theirs.data[field])) data[field] ??= {};
  return { document: enveloped(mine, theirs, data, stamps, rules), overlaps };
}

/** The paths at which `after` differs from `before`, with both values; element by element where the kind says so. */
export function differences(
  kind: string,
  before: Data,
  after: Data,
): { path: string; from: unknown; to: unknown }[] {
  const rules = rulesOf(kind);
  const paths = new Set([...pathsOfData(before, rules), ...pathsOfData(after, rules)]);
  return [...paths]
    .sort()
    .map((path) => ({ path, from: read(before, path, rules), to: read(after, path, rules) }))
    .filter(({ from, to }) => !isSame(from, to));
}

/** What `after` has other versions of than `before`, as it was. */
export function replacedIn(before: Envelope, after: Envelope): Replaced {
  const touched = Object.keys(after.stamps).filter((path) => after.stamps[path] !== before.stamps[path]);
  return Object.fromEntries(touched.map((path) => [path, versionIn(before, path)]));
}

/** What a document has at a path, without a value where there is none. */
export function versionIn(document: Envelope, path: string): Replaced[string] {
  const { value, stamp } = versionAt(document, path, rulesOf(document.kind));
  return { ...(value !== undefined && { value: value as Data[string] }), stamp };
}

/** The version that a document was made of, by what was replaced in it. */
export function withReplaced(document: Envelope, replaced: Replaced): Envelope {
  const rules = rulesOf(document.kind);
  const data = { ...document.data };
  const stamps = { ...document.stamps };
  for (const [path, { value, stamp }] of Object.entries(replaced)) {
    remove(data, path, rules);
    write(data, path, value, rules);
    if (stamp) stamps[path] = stamp;
    else delete stamps[path];
  }
  return { ...document, key: rules.key(data), order: rules.order(data), data, stamps };
}

/** The value at a path: a field, or one element of a field that merges by element. Undefined where there is none. */
export function valueAt(kind: string, data: Data, path: string): unknown {
  return read(data, path, rulesOf(kind));
}

/** The data with another value at a path. */
export function withValueAt(kind: string, data: Data, path: string, value: unknown): Data {
  const copy = { ...data };
  write(copy, path, value, rulesOf(kind));
  return copy;
}

function order(path: string, left: Version, right: Version, rules: KindRules): [Version, Version] {
  const rank = rules.rank[path];
  const byRank = rank ? rank(left.value) - rank(right.value) : 0;
  const byStamp = byRank || compare(left.stamp, right.stamp);
  const byValue = byStamp || compare(canonicalJson(left.value), canonicalJson(right.value));
  return byValue >= 0 ? [left, right] : [right, left];
}

/** A side that went back to what was there before has changed it as well where that is what stays. */
function isOverlap(path: string, kept: Version, other: Version, base: Envelope, rules: KindRules): boolean {
  const before = versionAt(base, path, rules);
  const isTouched = (version: Version) => version.stamp !== before.stamp;
  return (
    isTouched(kept) &&
    isTouched(other) &&
    !isSame(other.value, before.value) &&
    !isSame(kept.value, other.value)
  );
}

function enveloped(mine: Envelope, theirs: Envelope, data: Data, stamps: Stamps, rules: KindRules): Envelope {
  return {
    id: mine.id,
    kind: compare(mine.kind, theirs.kind) >= 0 ? mine.kind : theirs.kind,
    key: rules.key(data),
    order: rules.order(data),
    data,
    stamps,
    _deleted: mine._deleted || theirs._deleted,
  };
}

function pathsOf({ data, stamps }: Envelope, rules: KindRules): string[] {
  return [...pathsOfData(data, rules), ...Object.keys(stamps)];
}

function pathsOfData(data: Data, rules: KindRules): string[] {
  const paths = Object.keys(data);
  for (const field of rules.elements) {
    const value = data[field];
    if (isRecord(value)) paths.push(...Object.keys(value).map((element) => `${field}.${element}`));
  }
  return paths;
}

function versionAt({ data, stamps }: Envelope, path: string, rules: KindRules): Version {
  return { value: read(data, path, rules), stamp: stamps[path] ?? "" };
}

function read(data: Data, path: string, rules: KindRules): unknown {
  const [field, element] = split(path, rules);
  const value = data[field];
  if (element !== undefined) return isRecord(value) ? value[element] : undefined;
  // A field that merges by element is the sum of its elements and has no version of its own.
  return rules.elements.includes(field) ? undefined : value;
}

function write(data: Data, path: string, value: unknown, rules: KindRules): void {
  if (value === undefined) return;
  const [field, element] = split(path, rules);
  if (element === undefined) data[field] = value as Data[string];
  else data[field] = { ...(isRecord(data[field]) ? data[field] : {}), [element]: value } as Data[string];
}

function remove(data: Data, path: string, rules: KindRules): void {
  const [field, element] = split(path, rules);
  if (element === undefined) return void delete data[field];
  const { [element]: _removed, ...others } = isRecord(data[field]) ? data[field] : {};
  data[field] = others as Data[string];
}

function split(path: string, rules: KindRules): [string, string | undefined] {
  const field = rules.elements.find((name) => path.startsWith(`${name}.`));
  return field ? [field, path.slice(field.length + 1)] : [path, undefined];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
