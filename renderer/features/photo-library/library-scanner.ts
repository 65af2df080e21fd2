import { scanLibrary, type LibraryQuestion } from "./library-scan.ts";
import type { LibraryView } from "./library-view.ts";
import { inTurns } from "./turns.ts";

/**
 * Answers questions about the library one after the other. A new question ends the scan for an old one; a change of the
 * photos alone waits for it, so that an import that never pauses does not keep the list from ever coming.
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
        const view = await inTurns(scanLibrary(question), stop.signal);
        if (view) this.#answered(view);
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

function isSameQuestion(a: LibraryQuestion, b: LibraryQuestion): boolean {
  return a.filters === b.filters && a.grouped === b.grouped && a.sort === b.sort && a.facts === b.facts;
}
