import { useEffect } from "react";

/** Says when a key begins to be held and when it is let go, except where it is typed. */
export function useHeldKey(key: string, tell: (held: boolean) => void): void {
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const press = (event: KeyboardEvent) => {
      const typed = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key === key && !typed && !event.ctrlKey && !event.metaKey && !event.altKey) tell(true);
    };
    window.addEventListener("keydown", press, { signal });
    window.addEventListener("keyup", (event) => event.key === key && tell(false), { signal });
    window.addEventListener("blur", () => tell(false), { signal });
    return () => listening.abort();
  }, [key, tell]);
}
