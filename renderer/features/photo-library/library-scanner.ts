import { scanLibrary, type LibraryQuestion } from "./library-scan.ts";
import type { LibraryView } from "./library-view.ts";
import { inTurns } from "./turns.ts";

/**
 * How long it rests after an answer, as a multiple of what the answer took: an act on a hundred thousand photos changes them
 * many times a second, and looking through all of them each time took longer than the act.
 */
const restPerScan = 3;

/**
 * Answers questions about the library one after the other. A new question ends the scan for an old one; a change of the
 * photos alone waits for it and for a rest, so that an import that never pauses does not keep the list from ever coming.
 */
export class LibraryScanner {
  readonly #answered: (view: LibraryView) => void;
  #running: { readonly question: LibraryQuestion; readonly stop: AbortController } | null = null;
  #next: LibraryQuestion | null = null;

  constructor(answered: (view: LibraryView) => void) {
    this.#answered = answered;
  }

  ask(question: LibraryQuestion): void {
    this.#next = question;
    if (!this.#running) void this.#work();
    else if (!isSameQuestion(this.#running.question, question)) this.#running.stop.abort();
  }

  async #work(): Promise<void> {
    try {
      while (this.#next) {
        const question = this.#next;
        const stop = new AbortController();
        this.#running = { question, stop };
        this.#next = null;
        const begun = performance.now();
        const view = await inTurns(scanLibrary(question), stop.signal);
        if (!view) continue;
        this.#answered(view);
        await rested(restPerScan * (performance.now() - begun), stop.signal);
      }
    } finally {
      this.#running = null;
    }
  }

  /** Gives up what is asked at the moment; it can be asked again. */
  stop(): void {
    this.#next = null;
    this.#running?.stop.abort();
  }
}

/** Resolves after so many milliseconds, or at once when it is called off. */
function rested(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const cut = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) cut();
    signal.addEventListener("abort", cut, { once: true });
  });
}

function isSameQuestion(a: LibraryQuestion, b: LibraryQuestion): boolean {
  return a.filters === b.filters && a.grouped === b.grouped && a.sort === b.sort && a.facts === b.facts;
}
