import { type Dispatch, type SetStateAction, useMemo, useState } from "react";
import {
  nothingSelected,
  selectAll,
  selectOne,
  selectRange,
  type Selection,
  shownOf,
  stepFrom,
  type Step,
  toggleOne,
} from "#renderer/ui/selection.ts";
import type { ReviewGroup } from "./review-groups.ts";
import type { Review } from "./use-review.ts";

/** What a car is being picked for. */
type Picking =
  | { readonly type: "photos"; readonly photoIds: readonly string[] }
  | { readonly type: "group"; readonly group: ReviewGroup }
  | { readonly type: "all"; readonly photoIds: readonly string[] };

/** What the user is doing with the review: which photos are taken in hand, and what is being asked. */
export interface ReviewDesk {
  readonly selection: Selection;
  /** The selected photos in the order shown. */
  readonly selected: readonly string[];
  readonly groupByPhoto: ReadonlyMap<string, ReviewGroup>;
  readonly picking: Picking | null;
  click(photoId: string, how: { extend: boolean; toggle: boolean }): void;
  /** The photo has the focus now. */
  stand(photoId: string): void;
  step(step: Step, extend: boolean): void;
  toggleCurrent(): void;
  selectGroup(): void;
  clear(): void;
  pick(picking: Picking | null): void;
}

export function useReviewDesk({ groups }: Review): ReviewDesk {
  const [selection, setSelection] = useState(nothingSelected);
  const [picking, setPicking] = useState<Picking | null>(null);
  const order = useMemo(() => groups.flatMap(({ photos }) => photos.map(({ photoId }) => photoId)), [groups]);
  const groupByPhoto = useMemo(
    () => new Map(groups.flatMap((group) => group.photos.map(({ photoId }) => [photoId, group] as const))),
    [groups],
  );
  const selected = useMemo(() => shownOf(selection, order), [selection, order]);

  const acts = useMemo(() => actsOf(setSelection, order, groupByPhoto), [order, groupByPhoto]);
  return { selection, selected, groupByPhoto, picking, pick: setPicking, ...acts };
}

function actsOf(
  setSelection: Dispatch<SetStateAction<Selection>>,
  order: readonly string[],
  groupByPhoto: ReadonlyMap<string, ReviewGroup>,
): Pick<ReviewDesk, "click" | "stand" | "step" | "toggleCurrent" | "selectGroup" | "clear"> {
  return {
    clear: () => setSelection(({ current }) => ({ ...nothingSelected, current })),
    click: (photoId, { extend, toggle }) =>
      setSelection((before) =>
        extend
          ? selectRange(before, order, photoId)
          : toggle
            ? toggleOne(before, photoId)
            : selectOne(photoId),
      ),
    stand: (photoId) =>
      setSelection((before) =>
        before.current === photoId
          ? before
          : { ...before, current: photoId, anchor: before.anchor ?? photoId },
      ),
    step: (step, extend) =>
      setSelection((before) => {
        const next = stepFrom(before.current, order, step);
        if (next === null) return before;
        return extend ? selectRange(before, order, next) : { ...before, current: next, anchor: next };
      }),
    toggleCurrent: () =>
      setSelection((before) => (before.current === null ? before : toggleOne(before, before.current))),
    selectGroup: () =>
      setSelection((before) => {
        const group = before.current === null ? undefined : groupByPhoto.get(before.current);
        return group
          ? selectAll(
              before,
              group.photos.map(({ photoId }) => photoId),
            )
          : before;
      }),
  };
}

/** What an act is about: the selected photos, else the one that the keyboard stands on. */
export function inHand({ selection, selected }: ReviewDesk): readonly string[] {
  if (selected.length > 0) return selected;
  return selection.current === null ? [] : [selection.current];
}
