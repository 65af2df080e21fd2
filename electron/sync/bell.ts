/** What a loop waits at. A ring that comes before the wait is not lost: that wait ends at once. */
export interface Bell {
  ring(): void;
  /** Ends at the next ring, after `milliseconds` where given, or when the signal aborts; never throws. */
  wait(signal: AbortSignal, milliseconds?: number): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  const sleepers = new Set<() => void>();

  return {
    ring() {
      rung = sleepers.size === 0;
      for (const wake of sleepers) wake();
    },
    async wait(signal, milliseconds) {
      if (rung || signal.aborted) {
        rung = false;
        return;
      }
      await new Promise<void>((resolve) => {
        const timer = milliseconds === undefined ? undefined : setTimeout(wake, milliseconds);
        function wake() {
          clearTimeout(timer);
          sleepers.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        }
        sleepers.add(wake);
        signal.addEventListener("abort", wake);
      });
    },
  };
}

/** A sleep that an abort cuts short; never throws. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return createBell().wait(signal, milliseconds);
}

/** The promise's answer, or the signal's reason where that comes first. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/**
 * The stream until it ends or the signal aborts, which leaves it at once. A signal that was only given to `fetch` is
 * forgotten when the request object is collected, while the body still flows.
 */
export async function* streamUntil<T>(
  stream: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const iterator = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await unlessAborted(iterator.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** Milliseconds before the next try after `failures` in a row: doubling from one second to `longest`, jittered. */
export function backoff(failures: number, longest = 30_000, random: () => number = Math.random): number {
  const full = Math.min(longest, 1000 * 2 ** Math.min(failures - 1, 20));
  return full / 2 + (full / 2) * random();
}
