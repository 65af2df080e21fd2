import { ORPCError } from "@orpc/client";
import * as z from "zod";
import { sleep } from "./bell.ts";

/** Of a hub that has had too much asked of it nothing is asked before the moment that it names. */
export interface HubPause {
  /** Does it once the pause is over, and again after the next one where the hub asks for one; the signal ends the wait. */
  heeding<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T>;
}

export function createHubPause(): HubPause {
  /** On this process's own clock. */
  let overAt = 0;

  const over = async (signal: AbortSignal) => {
    const left = overAt - performance.now();
    if (left > 0) await sleep(left, signal);
    signal.throwIfAborted();
  };
  return {
    async heeding(signal, act) {
      for (;;) {
        await over(signal);
        try {
          return await act();
        } catch (error) {
          const seconds = secondsToWait(error);
          if (seconds === null) throw error;
          overAt = performance.now() + seconds * 1000;
        }
      }
    },
  };
}

const Wait = z.object({ retryAfterSeconds: z.coerce.number().min(1).max(3600) });

/** What a hub asks for that says nothing of how long. */
const usualWait = 30;

/** Null where the failure is another one. */
function secondsToWait(error: unknown): number | null {
  if (!(error instanceof ORPCError && error.status === 429)) return null;
  const { success, data } = Wait.safeParse(error.data);
  return success ? data.retryAfterSeconds : usualWait;
}
