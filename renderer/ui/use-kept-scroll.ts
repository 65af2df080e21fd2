import { useEffect, useRef, type RefObject } from "react";
import * as z from "zod";
import { moment } from "./kept-moment.ts";

const Offset = z.number().min(0);
/** Scrolling tells far more often than anybody needs it kept; in ms. */
const rest = 150;

/** Keeps how far a list is scrolled, and scrolls it there again once after the page was loaded anew. */
export function useKeptScroll(name: string, list: RefObject<HTMLElement | null>, ready: boolean): void {
  const restored = useRef(false);
  useEffect(() => {
    const element = list.current;
    if (!element || !ready) return undefined;
    const offset = restored.current ? null : moment.take(`scroll.${name}`, Offset);
    restored.current = true;
    if (offset !== null) element.scrollTo({ top: offset });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      timer = setTimeout(() => moment.keep(`scroll.${name}`, element.scrollTop), rest);
    };
    element.addEventListener("scroll", keep, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener("scroll", keep);
    };
  }, [name, list, ready]);
}
