import type { Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";

/**
 * What a write changed, by path: `data.<field>`, `stamps.<path>` or a field of the envelope. A side that is missing means
 * that the field was not there.
 */
export type FieldChanges = Readonly<Record<string, FieldChange>>;

interface FieldChange {
  readonly from?: unknown;
  readonly to?: unknown;
}

export function changesBetween(before: Envelope, after: Envelope): FieldChanges {
  const { data: oldData, stamps: oldStamps, ...oldRest } = before;
  const { data, stamps, ...rest } = after;
  return Object.fromEntries([
    ...changesOf("", oldRest, rest),
    ...changesOf("data.", oldData, data),
    ...changesOf("stamps.", oldStamps, stamps),
  ]);
}

type Fields = Readonly<Record<string, unknown>>;

function* changesOf(prefix: string, before: Fields, after: Fields): Generator<[string, FieldChange]> {
  for (const field of Object.keys(after)) {
    const wasThere = Object.hasOwn(before, field);
    if (wasThere && isSame(before[field], after[field])) continue;
    yield [prefix + field, { ...(wasThere && { from: before[field] }), to: after[field] }];
  }
  for (const field of Object.keys(before))
    if (!Object.hasOwn(after, field)) yield [prefix + field, { from: before[field] }];
}

/** The version that a write made of the one before. */
export function applyChanges(before: Envelope, changes: FieldChanges): Envelope {
  const { data, stamps, ...rest } = before;
  const parts = { data: fieldsOf(data), stamps: fieldsOf(stamps), rest: fieldsOf(rest) };
  for (const [path, change] of Object.entries(changes)) {
    const [part, field] = placeOf(path);
    if ("to" in change) parts[part].set(field, change.to);
    else parts[part].delete(field);
  }
  return {
    ...Object.fromEntries(parts.rest),
    data: Object.fromEntries(parts.data),
    stamps: Object.fromEntries(parts.stamps),
  } as Envelope;
}

const fieldsOf = (fields: object) => new Map<string, unknown>(Object.entries(fields));

/** Names of fields may have dots themselves, names of parts have not. */
function placeOf(path: string): [part: "data" | "stamps" | "rest", field: string] {
  const [, part, field] = /^(data|stamps)\.(.*)$/s.exec(path) ?? [];
  return field === undefined ? ["rest", path] : [part as "data" | "stamps", field];
}

/** One write as the history keeps it. */
export interface HistoryRow {
  readonly tenantId: string;
  readonly collection: string;
  readonly id: string;
  readonly sequence: number;
  readonly document: Envelope | null;
  readonly changes: FieldChanges | null;
}

export interface LastVersion {
  readonly tenantId: string;
  readonly collection: string;
  readonly id: string;
  readonly sequence: number;
  readonly document: Envelope;
}

/** The last version of each document, from its writes in their order; the writes of one document follow each other. */
export async function* lastVersions(writes: AsyncIterable<HistoryRow>): AsyncGenerator<LastVersion> {
  let last: LastVersion | null = null;
  for await (const write of writes) {
    const before = last !== null && isSameDocument(last, write) ? last : null;
    if (last !== null && before === null) yield last;
    last = versionOf(write, before);
  }
  if (last !== null) yield last;
}

function versionOf({ document, changes, ...write }: HistoryRow, before: LastVersion | null): LastVersion {
  if (document) return { ...write, document };
  if (!changes || !before)
    throw new HistoryBroken(`Write ${write.sequence} changes a document that was never written`);
  return { ...write, document: applyChanges(before.document, changes) };
}

/** The history does not say how a document came to be. */
export class HistoryBroken extends Error {
  override name = "HistoryBroken";
}

type Place = Pick<LastVersion, "tenantId" | "collection" | "id">;

function isSameDocument(one: Place, other: Place): boolean {
  return one.id === other.id && one.collection === other.collection && one.tenantId === other.tenantId;
}
