/** What `listen` says, as a stream that ends with the signal or with whoever reads it. */
export async function* events<T>(
  signal: AbortSignal = new AbortController().signal,
  listen: (say: (event: T) => void) => () => void,
) {
  const waiting: T[] = [];
  let wake = () => {};
  const end = listen((event) => {
    waiting.push(event);
    wake();
  });
  signal.addEventListener("abort", () => wake());
  try {
    for (; !signal.aborted;) {
      while (waiting.length > 0) yield waiting.shift()!;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    end();
  }
}
