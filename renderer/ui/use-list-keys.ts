import { useEffect, useRef, type RefObject } from "react";

/** Where keys belong to what has the focus, never to the list behind it. */
const ownKeys =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="combobox"]';

interface ListKeys<Act extends string> {
  /** Whether the list itself moves by this key, though the focus is elsewhere. */
  readonly moves: (event: KeyboardEvent, target: Element) => boolean;
  /** What a key asks of the screen; `inList` where the focus is in the list or nowhere. */
  readonly actOf: (event: KeyboardEvent, inList: boolean) => Act | null;
}

/**
 * The keys of a screen around a list. They act wherever the focus is, except while something is typed or a dialog or menu is
 * open. `keys` has to stay the same.
 */
export function useListKeys<Act extends string>(
  listRef: RefObject<HTMLElement | null>,
  keys: ListKeys<Act>,
  acts: Readonly<Record<Act, () => void>>,
): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || target.closest(ownKeys)) return;
      // An open dialog has the keys even where it lost the focus, because what had it is gone.
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const list = listRef.current;
      if (list && target !== list && keys.moves(event, target)) {
        list.focus({ preventScroll: true });
        list.dispatchEvent(new KeyboardEvent(event.type, event));
        return event.preventDefault();
      }
      const act = keys.actOf(event, target === document.body || target === list);
      if (!act) return;
      event.preventDefault();
      latest.current[act]();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [listRef, keys]);
}
