const firstWait = 250;
const longestWait = 10_000;

/**
 * Listens to a stream of the bridge until the signal aborts, and asks for it again whenever it ends or breaks, which it
 * does when the browser host restarts under the window.
 */
export async function follow<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  onValue: (value: T) => void,
  signal: AbortSignal,
): Promise<void> {
  let wait = firstWait;
  while (!signal.aborted) {
    try {
      for await (const value of await open(signal)) {
        wait = firstWait;
        onValue(value);
      }
    } catch {
      // Whatever broke it, the remedy is the same: ask again, less and less often.
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, longestWait);
  }
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, millis);
    signal.addEventListener("abort", end);
  });
}
