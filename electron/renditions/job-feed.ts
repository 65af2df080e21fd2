import type { PictureJob, PictureJobEvent } from "#shared/contract/renditions.ts";
import { createBell, sleep } from "../sync/bell.ts";

/** Tells any number of listeners how jobs stand: the latest of each, and no more often than a person can see. */
export interface JobFeed {
  /** Something about the job changed, or it is gone. */
  changed(jobId: string): void;
  listen(signal: AbortSignal): AsyncGenerator<PictureJobEvent, void, void>;
}

/** Milliseconds. */
const pause = 100;

/** `jobs` are those of this run that are not dismissed. */
export function createJobFeed(jobs: ReadonlyMap<string, { readonly view: PictureJob }>): JobFeed {
  const listeners = new Set<(jobId: string) => void>();
  return {
    changed: (jobId) => listeners.forEach((tell) => tell(jobId)),
    async *listen(signal) {
      const pending = new Set(jobs.keys());
      const bell = createBell();
      const tell = (jobId: string) => {
        pending.add(jobId);
        bell.ring();
      };
      listeners.add(tell);
      try {
        while (!signal.aborted) {
          for (const jobId of pending) {
            pending.delete(jobId);
            const job = jobs.get(jobId)?.view;
            yield job ? { type: "job", job } : { type: "closed", jobId };
            if (signal.aborted) return;
          }
          await sleep(pause, signal);
          if (pending.size === 0) await bell.wait(signal);
        }
      } finally {
        listeners.delete(tell);
      }
    },
  };
}
