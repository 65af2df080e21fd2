import { generateNKeysBetween } from "fractional-indexing";

export interface Placed {
  readonly id: string;
  readonly sequence: string;
}

/** Order of photos: by sequence, then by id where two desks have given out the same one. Code units, never a locale. */
export function bySequence(a: Placed, b: Placed): number {
  if (a.sequence !== b.sequence) return a.sequence < b.sequence ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** `count` sequences that come after every one of these. */
export function sequencesAfter(placed: readonly Placed[], count: number): string[] {
  const last = placed.reduce<string | null>(
    (most, { sequence }) => (most && most > sequence ? most : sequence),
    null,
  );
  return (
    keysBetween(last, null, count) ?? keysBetween(null, null, placed.length + count)!.slice(placed.length)
  );
}

/**
 * The new sequences that bring `moved` before `before`, or to the end for null. Only the moved photos get new ones, except
 * where their neighbours share a sequence, which then get their own.
 */
export function reordered(
  placed: readonly Placed[],
  moved: readonly string[],
  before: string | null,
): Placed[] {
  const byId = new Map(placed.map((one) => [one.id, one]));
  const moving = moved.flatMap((id) => byId.get(id) ?? []);
  const movingIds = new Set(moved);
  const staying = placed.filter(({ id }) => !movingIds.has(id)).sort(bySequence);
  const at = before === null ? -1 : staying.findIndex(({ id }) => id === before);
  const index = at < 0 ? staying.length : at;
  return sequenced(staying.slice(0, index), moving, staying.slice(index));
}

/** Widens what gets new sequences to the right until there is room between the neighbours; in the end to everything. */
function sequenced(left: readonly Placed[], moving: readonly Placed[], right: readonly Placed[]): Placed[] {
  const lower = left.at(-1)?.sequence ?? null;
  for (let taken = 0; taken <= right.length; taken++) {
    const upper = right[taken]?.sequence ?? null;
    const rewritten = [...moving, ...right.slice(0, taken)];
    const keys = keysBetween(lower, upper, rewritten.length);
    if (keys) return rewritten.map(({ id }, index) => ({ id, sequence: keys[index]! }));
  }
  const all = [...left, ...moving, ...right];
  const keys = keysBetween(null, null, all.length)!;
  return all.map(({ id }, index) => ({ id, sequence: keys[index]! }));
}

/** Null where there is no room, or a neighbour's sequence is none that could have been given out. */
function keysBetween(lower: string | null, upper: string | null, count: number): string[] | null {
  if (lower !== null && upper !== null && lower >= upper) return null;
  try {
    return generateNKeysBetween(lower, upper, count);
  } catch {
    return null;
  }
}
