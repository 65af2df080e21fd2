import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import * as z from "zod";
import { InvalidData } from "#renderer/replica/invalid-data.ts";
import { moment } from "#renderer/ui/kept-moment.ts";
import { problemOf, type Parsed, type Problem } from "./field-parsing.ts";

export interface Draft {
  /** What the field shows: what is being typed, else what is kept. */
  readonly text: string;
  readonly problem: Problem | null;
  /** From leaving the field until what was typed is on disk, where a kill no longer costs it. */
  readonly saving: boolean;
  type(text: string): void;
  /** Keeps what was typed; with a text, that one. Does nothing where nothing was typed. */
  commit(text?: string): void;
  /** Enter keeps, Escape goes back to what was there. */
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

interface DraftOptions<T> {
  /** Names the field and whose it is, so that a window that crashed shows again what was being typed. */
  readonly of: string;
  /** What is kept now, as text. */
  readonly kept: string;
  readonly parse: (text: string) => Parsed<T>;
  readonly save: (value: T) => Promise<void>;
  /** Several lines: Enter is a line, and a pause in typing keeps what was typed. */
  readonly multiline?: boolean;
}

/** How long a kept text is shown before the replica's own answer has to be, and the pause that keeps notes. In ms. */
const answerTime = 1000;
const pause = 1000;

/**
 * A field edited in place. What is typed is the field's own until it is kept; what another desk writes meanwhile is
 * shown as soon as the field is not being typed in. A text that cannot be kept stays, with the problem beside it.
 */
export function useDraft<T>({ of, kept, parse, save, multiline = false }: DraftOptions<T>): Draft {
  const [interrupted] = useState(() => moment.peek(`draft.${of}`, z.string()));
  const typed = useRef<string | null>(interrupted);
  const [shown, setShown] = useState<string | null>(interrupted);
  const [saved, setSaved] = useState<{ text: string; over: string } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (text: string | null, why: Problem | null) => {
    if (typed.current !== text) moment.keep(`draft.${of}`, text);
    typed.current = text;
    setShown(text);
    setProblem(why);
  };
  const commit = (text = typed.current) => {
    clearTimeout(timer.current);
    if (text === null || text === kept) return show(null, null);
    const parsed = parse(text);
    if ("problem" in parsed) return show(text, parsed.problem);
    show(null, null);
    const mine = { text, over: kept };
    setSaved(mine);
    // Until it is on disk, a crash would still cost it.
    moment.keep(`draft.${of}`, text);
    setSaving((count) => count + 1);
    const settled = save(parsed.value).finally(() => setSaving((count) => count - 1));
    settled.then(
      () => {
        if (typed.current === null) moment.keep(`draft.${of}`, null);
        setTimeout(() => setSaved((now) => (now === mine ? null : now)), answerTime);
      },
      (error: unknown) => {
        setSaved(null);
        show(typed.current ?? text, reasonOf(error));
      },
    );
  };

  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  useCommitOnHide(latest);

  return {
    text: shown ?? (saved?.over === kept ? saved.text : kept),
    problem,
    saving: saving > 0,
    commit,
    type(text) {
      show(text, null);
      clearTimeout(timer.current);
      if (multiline) timer.current = setTimeout(() => latest.current(), pause);
    },
    onKeyDown(event) {
      if (event.key === "Enter" && !multiline && !event.nativeEvent.isComposing) commit();
      if (event.key !== "Escape") return;
      event.stopPropagation();
      clearTimeout(timer.current);
      show(null, null);
      event.currentTarget.blur();
    },
  };
}

/** A window that is hidden or closed keeps what is being typed; so does a field that goes away. */
function useCommitOnHide(commit: RefObject<() => void>): void {
  useEffect(() => {
    const hide = () => commit.current();
    window.addEventListener("pagehide", hide);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", hide);
      document.removeEventListener("visibilitychange", hide);
      hide();
    };
  }, [commit]);
}

function reasonOf(error: unknown): Problem {
  return error instanceof InvalidData ? problemOf(Object.values(error.fields)[0]) : "notKept";
}
