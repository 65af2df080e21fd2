import type { PushRequest, PushResponse, HeldRow } from "#shared/contract/replication.ts";
import { type CollectionName, Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { merge } from "#shared/rules/merge.ts";

export type NewHeldRow = Omit<HeldRow, "heldId" | "at">;

/** What the hub turned down, as it was pushed. */
export function refusedRows({ collection, rows }: PushRequest, { rejected }: PushResponse): NewHeldRow[] {
  const pushed = new Map(
    rows.flatMap(({ document }): [string, unknown][] => (isNamed(document) ? [[document.id, document]] : [])),
  );
  return rejected.map(({ id, reason, detail }) => ({
    collection,
    document: (pushed.get(id) ?? { id }) as HeldRow["document"],
    reason,
    detail,
  }));
}

/** What came over the wire is JSON all the way down, so that only the outside is looked at. */
const Outside = Envelope.omit({ data: true });

/** Rows of a page that can be kept, and those that cannot, so that one of these does not hold up the others. */
export function readable(collection: CollectionName, documents: readonly unknown[]) {
  const sound: Envelope[] = [];
  const unreadable: NewHeldRow[] = [];
  for (const document of documents) {
    const parsed = Outside.safeParse(document);
    if (parsed.success && isRecord((document as Envelope).data)) sound.push(document as Envelope);
    else
      unreadable.push({
        collection,
        document: (document ?? null) as HeldRow["document"],
        reason: "unreadable",
        detail: parsed.error?.issues[0]?.path.join(".") ?? "data",
      });
  }
  return { sound, unreadable };
}

/** Whether it is the same row for the same reason: a desk that was killed may be refused the same again. */
export function isSameHeld(a: NewHeldRow, b: NewHeldRow): boolean {
  return a.collection === b.collection && a.reason === b.reason && isSame(a.document, b.document);
}

/** Whether nothing that an earlier row would change is missing in this one, which was pushed before that one's refusal was heard. */
export function hasAllOf(row: NewHeldRow, earlier: NewHeldRow): boolean {
  if (row.collection !== earlier.collection || idOf(row) === null || idOf(row) !== idOf(earlier))
    return false;
  const [document, before] = [row, earlier].map(
    ({ reason, document }) => (reason !== "unreadable" && Envelope.safeParse(document).data) || null,
  );
  return Boolean(document && before && isSame(merge(document, before, null).document, document));
}

const idOf = ({ document }: NewHeldRow) => (isNamed(document) ? document.id : null);

function isNamed(document: unknown): document is { id: string } {
  return isRecord(document) && typeof document["id"] === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
