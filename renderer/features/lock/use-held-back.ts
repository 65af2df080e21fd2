import { useEffect, useLayoutEffect, useRef } from "react";

/** What the screens behind would hear although they are inert, because they listen on the whole window. */
const heldBack = ["keydown", "keyup", "copy", "cut", "paste", "dragenter", "dragover", "drop"] as const;

/**
 * Keeps from the rest of the window what is typed, pasted and dropped while it is locked; fields and buttons that have the
 * focus still take what they do with it by themselves. Has to listen before the screens do, or those that listen on the
 * window as well hear it first.
 */
export function useHeldBack(locked: boolean): void {
  const isHeld = useRef(locked);
  useLayoutEffect(() => {
    isHeld.current = locked;
  }, [locked]);
  useEffect(() => {
    const stop = new AbortController();
    const hold = (event: Event) => {
      if (!isHeld.current) return;
      event.stopImmediatePropagation();
      if (event instanceof DragEvent) event.preventDefault();
    };
    for (const type of heldBack) window.addEventListener(type, hold, { capture: true, signal: stop.signal });
    return () => stop.abort();
  }, []);
}
