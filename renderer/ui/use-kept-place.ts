import { type FocusEvent, type RefObject, useEffect, useRef } from "react";

interface KeptPlace {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * Where the entry that had the focus is settled and goes, the one that comes to stand in its place gets the focus, or what `orElse`
 * finds where none is left. Entries are marked `data-entry` and can have the focus; `shown` tells which there are.
 */
export function useKeptPlace(
  shown: string,
  orElse: (list: HTMLElement) => HTMLElement | null | undefined = (list) => list,
): KeptPlace {
  const ref = useRef<HTMLDivElement>(null);
  const place = useRef<number | null>(null);
  useEffect(() => {
    const list = ref.current;
    if (!list || place.current === null || !isLost(list)) return;
    const entries = entriesIn(list);
    const next = entries[Math.min(place.current, entries.length - 1)] ?? orElse(list);
    place.current = null;
    next?.focus({ preventScroll: entries.length === 0 });
    // Only what comes and goes moves the focus.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown]);
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const entry = target.closest<HTMLElement>("[data-entry]");
    place.current = entry && ref.current ? entriesIn(ref.current).indexOf(entry) : null;
  };
  return { ref, onFocus };
}

function entriesIn(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[data-entry]")];
}

/** Nowhere, or still in a question about the entry, which is above the list. */
function isLost(list: HTMLElement): boolean {
  const { activeElement, body } = document;
  if (!activeElement || activeElement === body) return true;
  return activeElement.closest('[role="dialog"]') !== list.closest('[role="dialog"]');
}
