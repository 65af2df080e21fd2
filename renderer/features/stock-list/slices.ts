/** Milliseconds of work after which the window gets a turn. */
const sliceTime = 12;

export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Does something with each item, giving the window its turn in between. Answers whether it came to the end: an aborted signal ends
 * it early.
 */
export async function inSlices<T>(
  items: readonly T[],
  act: (item: T, index: number) => void,
  signal: AbortSignal,
  onSlice: (done: number) => void = () => undefined,
): Promise<boolean> {
  let since = performance.now();
  for (const [index, item] of items.entries()) {
    act(item, index);
    if (performance.now() - since < sliceTime) continue;
    onSlice(index + 1);
    await nextTask();
    if (signal.aborted) return false;
    since = performance.now();
  }
  return !signal.aborted;
}
