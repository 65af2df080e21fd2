import type { HistoryEntry } from "#renderer/replica/history.ts";
import { personOf } from "#renderer/ui/author.ts";
import { civilDateOf } from "#renderer/ui/format.ts";
import { saidFields } from "./said-fields.ts";

export interface HistoryFilter {
  /** A field's name without its element; null for any. */
  readonly field: string | null;
  /** Id of a person or of a desk; null for anybody. */
  readonly author: string | null;
  /** On this computer's calendar; null for any. */
  readonly day: string | null;
}

export const anyChange: HistoryFilter = { field: null, author: null, day: null };

export function filtered(entries: readonly HistoryEntry[], filter: HistoryFilter): readonly HistoryEntry[] {
  const { field, author, day } = filter;
  return entries.filter(
    (entry) =>
      (field === null || fieldsOf(entry).includes(field)) &&
      (author === null || authorsOf(entry).some(({ id }) => id === author)) &&
      (day === null || dayOf(entry) === day),
  );
}

function dayOf({ change }: HistoryEntry): string {
  return civilDateOf(new Date(change.at));
}

/** A move to another status, to the bin and back has its own name. */
function fieldsOf({ change }: HistoryEntry): string[] {
  const fields = saidFields(change).map(({ path }) => path.split(".")[0]!);
  return change.act === "deleted" || change.act === "restored" ? [...fields, "deletedAt"] : fields;
}

export function knownFields(entries: readonly HistoryEntry[]): string[] {
  return [...new Set(entries.flatMap(fieldsOf))];
}

/** In the order of the entries. */
export function knownDays(entries: readonly HistoryEntry[]): string[] {
  return [...new Set(entries.map(dayOf))];
}

/** People, then desks, each by the name that they had last. */
export function knownAuthors(entries: readonly HistoryEntry[]): Author[] {
  const known = new Map<string, Author>();
  for (const author of entries.flatMap(authorsOf)) if (!known.has(author.id)) known.set(author.id, author);
  return [...known.values()].sort((a, b) => Number(a.isDesk) - Number(b.isDesk));
}

interface Author {
  readonly id: string;
  readonly name: string;
  readonly isDesk: boolean;
}

function authorsOf({ change }: HistoryEntry): Author[] {
  const desk = { id: change.deviceId, name: change.deskName, isDesk: true };
  const person = personOf(change);
  return change.person && person !== null
    ? [{ id: change.person.personId, name: person, isDesk: false }, desk]
    : [desk];
}
