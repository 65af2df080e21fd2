import { pause } from "#renderer/bridge/follow.ts";

const callLimit = 60_000;
const firstWait = 500;
const longestWait = 30_000;

/** Tries calls again until they succeed, waiting longer each time, and at once when something says it is worth it. */
export interface Patience {
  /** Throws only once the signal has aborted. A call that is not answered within a minute counts as failed. */
  call<T>(attempt: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** The hub is back or has news: whoever waits tries now. */
  wake(): void;
}

export function createPatience(stopped: AbortSignal): Patience {
  let alarm = new AbortController();

  return {
    async call(attempt) {
      for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
        const rung = alarm.signal;
        try {
          return await attempt(AbortSignal.any([stopped, AbortSignal.timeout(callLimit)]));
        } catch (error) {
          if (stopped.aborted) throw error;
        }
        await pause(wait, AbortSignal.any([stopped, rung]));
        stopped.throwIfAborted();
      }
    },
    wake() {
      alarm.abort();
      alarm = new AbortController();
    },
  };
}
