/** What is selected in a list. `current` is the one the keyboard stands on; `anchor` is where a range starts. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly current: string | null;
  readonly anchor: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), current: null, anchor: null };

export function selectOne(id: string): Selection {
  return { ids: new Set([id]), current: id, anchor: id };
}

/** Adds one to the selection, or takes it out. */
export function toggleOne({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, current: id, anchor: id };
}

/** Selects from the anchor to another one, in the order shown. */
export function selectRange(selection: Selection, order: readonly string[], id: string): Selection {
  const anchor = selection.anchor ?? id;
  const [from, to] = [order.indexOf(anchor), order.indexOf(id)].sort((a, b) => a - b);
  if (from === undefined || to === undefined || from < 0) return selectOne(id);
  return { ids: new Set(order.slice(from, to + 1)), current: id, anchor };
}

export function selectAll(selection: Selection, order: readonly string[]): Selection {
  return {
    ids: new Set(order),
    current: selection.current ?? order[0] ?? null,
    anchor: selection.anchor ?? order[0] ?? null,
  };
}

/** How far a key press leads: a number of places, or to an end. */
export type Step = number | "first" | "last";

/** What a key press leads to, or null where there is none. From nowhere, down leads to the first and up to the last. */
export function stepFrom(current: string | null, order: readonly string[], step: Step): string | null {
  const last = order.length - 1;
  const at = current === null ? -1 : order.indexOf(current);
  const target = step === "first" ? 0 : step === "last" ? last : at < 0 ? (step > 0 ? 0 : last) : at + step;
  return order[Math.min(last, Math.max(0, target))] ?? null;
}

/** The selected ones that are shown: a bulk act never touches what is filtered away. */
export function shownOf({ ids }: Selection, order: readonly string[]): readonly string[] {
  return order.filter((id) => ids.has(id));
}
