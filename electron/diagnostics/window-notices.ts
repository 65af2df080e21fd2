import type { WindowNotice } from "#shared/contract/help.ts";
import type { Log } from "../log.ts";
import { createBell } from "../sync/bell.ts";

/** What main has to tell its user; kept until a window has listened. */
export interface WindowNotices {
  tell(notice: WindowNotice): void;
  /** Logs a defect that nothing else caught, and tells of it by its id. */
  defect(event: string, error: unknown): void;
  listen(signal: AbortSignal): AsyncGenerator<WindowNotice, void, void>;
}

/** A storm of defects is not a storm of notices. */
const mostWaiting = 5;

export function createWindowNotices(log: Log): WindowNotices {
  const bell = createBell();
  const waiting: WindowNotice[] = [];
  const tell = (notice: WindowNotice) => {
    if (waiting.length >= mostWaiting) return;
    waiting.push(notice);
    bell.ring();
  };

  return {
    tell,
    defect: (event, error) => tell({ type: "defect", defectId: log.error(event, error) }),
    async *listen(signal) {
      while (!signal.aborted) {
        for (let next = waiting.shift(); next; next = waiting.shift()) yield next;
        await bell.wait(signal);
      }
    },
  };
}

/** Hears of what nothing else of this process caught; without a listener node would end it. */
export function hearDefects(source: NodeJS.EventEmitter, notices: Pick<WindowNotices, "defect">): Disposable {
  const thrown = (error: unknown) => notices.defect("uncaught exception", error);
  const rejected = (error: unknown) => notices.defect("unhandled rejection", error);
  source.on("uncaughtException", thrown);
  source.on("unhandledRejection", rejected);
  return {
    [Symbol.dispose]() {
      source.off("uncaughtException", thrown);
      source.off("unhandledRejection", rejected);
    },
  };
}
