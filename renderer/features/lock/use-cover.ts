import { useLayoutEffect, useRef, type RefObject } from "react";

/** Shows a dialog above everything for as long as it is there; the browser makes the rest of the page inert. */
export function useCover(): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current!;
    const stop = new AbortController();
    const { signal } = stop;
    const show = () => dialog.open || dialog.showModal();
    dialog.addEventListener("cancel", (event) => event.preventDefault(), { signal });
    dialog.addEventListener("close", show, { signal });
    show();
    return () => {
      stop.abort();
      dialog.close();
    };
  }, []);
  return ref;
}
