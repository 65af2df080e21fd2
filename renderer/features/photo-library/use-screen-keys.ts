import { useEffect, useRef, type RefObject } from "react";

export interface ScreenKeys {
  readonly open: () => void;
  readonly bin: () => void;
  readonly close: () => void;
  readonly undo: () => void;
  readonly selectAll: () => void;
  readonly toggle: () => void;
}

/** Where keys belong to what has the focus, never to the grid. */
const ownKeys =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

const movesInGrid = new Set([
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "PageUp",
  "PageDown",
  "Home",
  "End",
]);

/** The keys of the library. Those that choose or delete act only from the grid, so that Delete in a menu deletes nothing. */
export function useScreenKeys(gridRef: RefObject<HTMLElement | null>, keys: ScreenKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || target.closest(ownKeys)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const grid = gridRef.current;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (target !== grid && grid && plain && movesInGrid.has(event.key)) {
        grid.focus({ preventScroll: true });
        grid.dispatchEvent(new KeyboardEvent(event.type, event));
        return event.preventDefault();
      }
      const act = actOf(event, target === document.body || target === grid);
      if (!act) return;
      event.preventDefault();
      latest.current[act]();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [gridRef]);
}

const gridKeys: Readonly<Record<string, keyof ScreenKeys>> = {
  Enter: "open",
  Delete: "bin",
  Backspace: "bin",
  " ": "toggle",
};

function actOf(event: KeyboardEvent, inGrid: boolean): keyof ScreenKeys | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === "z" && !event.shiftKey) return "undo";
    return event.key.toLowerCase() === "a" ? "selectAll" : null;
  }
  if (event.key === "Escape") return "close";
  return inGrid ? (gridKeys[event.key] ?? null) : null;
}
