import { useEffect } from "react";

/**
 * Gives the focus back to what opened a menu before the chosen act is done, as menus of the system do. A dialog that the act opens
 * then knows where the focus was; the menu's own entry is gone by the time that it closes.
 */
export function MenuFocus() {
  useEffect(() => {
    const stop = new AbortController();
    // Before React hears of the click.
    window.addEventListener("click", giveBack, { capture: true, signal: stop.signal });
    return () => stop.abort();
  }, []);
  return null;
}

function giveBack({ target }: MouseEvent): void {
  const item = target instanceof Element ? target.closest('[role="menuitem"]') : null;
  // An entry that opens more entries leads on.
  if (!item || item.hasAttribute("aria-haspopup")) return;
  const opener = item.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  if (opener) document.getElementById(opener)?.focus({ preventScroll: true });
}
