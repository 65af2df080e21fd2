/** How long work keeps the window from answering before it lets others go first, in milliseconds. */
const turnLength = 8;

/** Long work that says where it can pause. */
export type PausingWork<T> = Generator<undefined, T>;

/** Does work bit by bit, so that typing and scrolling go on meanwhile. Null where it was called off. */
export async function inTurns<T>(work: PausingWork<T>, signal: AbortSignal): Promise<T | null> {
  for (;;) {
    const until = performance.now() + turnLength;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await breath();
    if (signal.aborted) return null;
  }
}

/** A task of its own; a timer would be held up for four milliseconds each time. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener(
      "message",
      () => {
        port1.close();
        resolve();
      },
      { once: true },
    );
    port1.start();
    port2.postMessage(null);
  });
}

/** How many simple steps lie between two pauses. */
const stepsPerPause = 400;

/** Sorted like `toSorted`, in pieces. */
export function* sortedInPieces<T>(items: readonly T[], compare: (a: T, b: T) => number): PausingWork<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += stepsPerPause) {
    runs.push(items.slice(at, at + stepsPerPause).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(yield* mergedInPieces(runs[at]!, runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedInPieces<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): PausingWork<T[]> {
  const merged: T[] = [];
  for (let a = 0, b = 0; a < left.length || b < right.length;) {
    const takesLeft = b >= right.length || (a < left.length && compare(left[a]!, right[b]!) <= 0);
    merged.push(takesLeft ? left[a++]! : right[b++]!);
    if (merged.length % stepsPerPause === 0) yield;
  }
  return merged;
}

/** Goes through items with pauses in between. */
export function* eachWithPauses<T>(items: Iterable<T>, act: (item: T) => void): PausingWork<void> {
  let step = 0;
  for (const item of items) {
    act(item);
    if (++step % stepsPerPause === 0) yield;
  }
}
