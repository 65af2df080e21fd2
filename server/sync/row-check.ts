import { Envelope } from "#shared/model/envelope.ts";
import { kinds } from "#shared/model/kinds.ts";
import type { CollectionName } from "#shared/model/envelope.ts";
import type { PushRequest, PushRow, Rejection } from "#shared/contract/replication.ts";
import { millisOf } from "#shared/rules/hybrid-logical-clock.ts";
import * as z from "zod";

/** How far ahead of the hub's clock a stamp may be before it would beat honest edits for too long: milliseconds. */
export const clockTolerance = 5 * 60_000;
/** Largest document, as JSON text. */
export const documentLimit = 256 * 1024;

export interface CheckedRows {
  readonly sound: readonly PushRow[];
  readonly rejected: readonly (Rejection & { readonly document: unknown })[];
}

/**
 * Sorts a push into rows that may be written and rows that may not, with the reason of each. A stamp may be as late as
 * `latest`, the latest that the hub has already: an honest change has to beat it.
 */
export function checkRows({ collection, rows }: PushRequest, now: number, latest = 0): CheckedRows {
  const sound: PushRow[] = [];
  const rejected: CheckedRows["rejected"][number][] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const checked = checkRow(row, collection, { now, latest }, seen);
    if ("row" in checked) {
      sound.push(checked.row);
      seen.add(checked.row.document.id);
    } else rejected.push({ ...checked.fault, id: idOf(row.document), document: row.document });
  }
  return { sound, rejected };
}

type Fault = Pick<Rejection, "reason" | "detail">;

/** Unix milliseconds: the hub's own time, and that of the latest stamp it has. */
interface Clock {
  readonly now: number;
  readonly latest: number;
}

function checkRow(
  row: PushRequest["rows"][number],
  collection: CollectionName,
  clock: Clock,
  seen: ReadonlySet<string>,
): { row: PushRow } | { fault: Fault } {
  const document = parse(row.document);
  if (typeof document === "string") return { fault: { reason: "malformed", detail: document } };
  const fault =
    storageFault(document) ??
    (seen.has(document.id) ? malformed("The same document came twice in one push") : null) ??
    collectionFault(document, collection) ??
    stampFault(document, clock);
  return fault ? { fault } : { row: { document, assumed: assumedOf(row.assumed) } };
}

/** The envelope, or what is wrong with it. Nesting that is too deep for the parser is wrong as well. */
function parse(document: unknown): Envelope | string {
  try {
    const parsed = Envelope.safeParse(document);
    return parsed.success ? parsed.data : z.prettifyError(parsed.error).slice(0, 500);
  } catch {
    return "The document is nested too deeply";
  }
}

/** A version that is no envelope was never the hub's, so the row counts as built on nothing. */
function assumedOf(assumed: unknown): Envelope | null {
  const document = parse(assumed ?? null);
  return typeof document === "string" || storageFault(document) ? null : document;
}

/** NUL and half surrogate pairs are valid JSON that PostgreSQL's jsonb cannot hold. */
const unstorable = /(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f])/;

function storageFault(document: Envelope): Fault | null {
  const text = JSON.stringify(document);
  if (text.length > documentLimit)
    return malformed(`The document is larger than ${documentLimit} characters`);
  return unstorable.test(text) ? malformed("The document has text that cannot be stored") : null;
}

/** Kinds that this hub does not know come from newer desks and are carried along. */
function collectionFault({ kind }: Envelope, collection: CollectionName): Fault | null {
  const known = Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds].collection : collection;
  return known === collection
    ? null
    : { reason: "wrongCollection", detail: `${kind} belongs to ${known}, not to ${collection}` };
}

function stampFault({ stamps }: Envelope, { now, latest }: Clock): Fault | null {
  for (const [path, stamp] of Object.entries(stamps)) {
    const millis = millisOf(stamp);
    if (millis === null) return malformed(`The stamp of ${path} is not a clock reading`);
    if (millis > Math.max(now + clockTolerance, latest))
      return { reason: "clockAhead", detail: `The stamp of ${path} is ${millis - now} ms ahead of the hub` };
  }
  return null;
}

const malformed = (detail: string): Fault => ({ reason: "malformed", detail });

const WithId = z.object({ id: z.string().max(200) });

function idOf(document: unknown): string {
  const parsed = WithId.safeParse(document);
  return parsed.success ? parsed.data.id : "";
}
