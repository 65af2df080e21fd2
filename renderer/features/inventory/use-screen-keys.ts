import { useEffect, useRef, type RefObject } from "react";

export interface ScreenKeys {
  readonly open: () => void;
  readonly edit: () => void;
  readonly add: () => void;
  readonly photos: () => void;
  readonly history: () => void;
  readonly bin: () => void;
  readonly close: () => void;
  readonly undo: () => void;
  readonly print: () => void;
  readonly selectAll: () => void;
  readonly toggle: () => void;
}

/** Where keys belong to what has the focus, never to the list behind it. */
const ownKeys =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="combobox"]';

/** Keys that the list itself takes; with the focus nowhere they are meant for it too. */
const movesInList = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

/**
 * The screen's keys. Letters act wherever the focus is, except while something is typed or a dialog or menu is open;
 * keys that choose or delete act only from the list, so that Delete on a photo never bins its car.
 */
export function useScreenKeys(listRef: RefObject<HTMLElement | null>, keys: ScreenKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || target.closest(ownKeys)) return;
      // An open dialog has the keys even where it lost the focus, because what had it is gone.
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      if (target === document.body && listRef.current && movesInList.has(event.key)) {
        listRef.current.focus({ preventScroll: true });
        listRef.current.dispatchEvent(new KeyboardEvent(event.type, event));
        return event.preventDefault();
      }
      const inList = target === document.body || target === listRef.current;
      const act = actOf(event, inList);
      if (!act) return;
      event.preventDefault();
      latest.current[act]();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [listRef]);
}

function actOf(event: KeyboardEvent, inList: boolean): keyof ScreenKeys | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === "z" && !event.shiftKey) return "undo";
    if (event.key.toLowerCase() === "p" && !event.shiftKey) return "print";
    return event.key.toLowerCase() === "a" && inList ? "selectAll" : null;
  }
  const anywhere = { e: "edit", n: "add", p: "photos", h: "history", Escape: "close" } as const;
  const listOnly = { Enter: "open", Delete: "bin", Backspace: "bin", " ": "toggle" } as const;
  const find = (keys: Readonly<Record<string, keyof ScreenKeys>>) => keys[event.key] ?? null;
  return find(anywhere) ?? (inList ? find(listOnly) : null);
}
