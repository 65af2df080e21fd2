import type { PhotoSpace } from "#shared/contract/photo-space.ts";

/** What a limit would do to what lies here now, in bytes. */
export interface LimitEffect {
  readonly letsGo: number;
  /** Has to stay though it is over the limit. */
  readonly over: number;
}

export function effectOf(
  { used, removable }: Pick<PhotoSpace, "used" | "removable">,
  limit: number | null,
): LimitEffect {
  const excess = limit === null ? 0 : Math.max(0, used - limit);
  const letsGo = Math.min(removable, excess);
  return { letsGo, over: excess - letsGo };
}
