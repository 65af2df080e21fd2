import type { PhotoStack } from "#shared/rules/photo-findings.ts";

/** A place of the strip: one photo, or a closed stack of nearly the same ones that shows its best. */
export interface Slot {
  /** The photo that is shown. */
  readonly id: string;
  /** Every photo that stands here, in the car's order. */
  readonly photoIds: readonly string[];
  /** The stack that the photo belongs to, by its best one; null for none. */
  readonly stack: Stack | null;
}

export interface Stack {
  readonly best: string;
  readonly photoIds: readonly string[];
  readonly isOpen: boolean;
}

/** Photos in the car's order as the strip shows them: a stack stands where its first photo does, closed unless opened. */
export function slotsOf(
  order: readonly string[],
  likenesses: readonly PhotoStack[],
  opened: ReadonlySet<string>,
): Slot[] {
  const stackById = new Map(
    likenesses.flatMap(({ best, photoIds }) => {
      const members = order.filter((id) => photoIds.includes(id));
      const stack = { best, photoIds: members, isOpen: members.some((id) => opened.has(id)) };
      return members.map((id) => [id, stack] as const);
    }),
  );
  return order.flatMap((id): Slot[] => {
    const stack = stackById.get(id) ?? null;
    if (!stack) return [{ id, photoIds: [id], stack }];
    if (stack.photoIds[0] !== id) return [];
    return stack.isOpen
      ? stack.photoIds.map((member) => ({ id: member, photoIds: [member], stack }))
      : [{ id: stack.best, photoIds: stack.photoIds, stack }];
  });
}

/** All photos of these places, in the car's order. */
export function photosOf(slots: readonly Slot[], ids: ReadonlySet<string>): string[] {
  return slots.filter(({ id }) => ids.has(id)).flatMap(({ photoIds }) => photoIds);
}

/**
 * The photo that these places come before when they go `step` places on together, or null for the end; undefined where there
 * is nowhere to go.
 */
export function beforeAfterStep(
  slots: readonly Slot[],
  ids: ReadonlySet<string>,
  step: -1 | 1,
): string | null | undefined {
  const first = slots.findIndex(({ id }) => ids.has(id));
  const staying = slots.filter(({ id }) => !ids.has(id));
  const target = slots.slice(0, first).length + step;
  if (first < 0 || target < 0 || target > staying.length) return undefined;
  return staying[target]?.photoIds[0] ?? null;
}
