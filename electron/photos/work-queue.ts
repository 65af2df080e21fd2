/** Work of one kind, a fixed number at once, in the order of coming except for what somebody looks at. */
export interface WorkQueue {
  /** `key` is a photo's id; a photo waits in one queue once. The task sees to its own errors. */
  add(key: string, task: () => Promise<void>): void;
  /** What is waiting of these goes first, in this order. */
  prefer(keys: readonly string[]): void;
  /** Whether something waits for its turn. */
  readonly hasWaiting: boolean;
  /** Calls whenever nothing waits any more. */
  onNothingWaiting(listener: () => void): void;
  /** Forgets what waits; resolves when what is in work has ended. */
  stop(): Promise<void>;
}

/** `yieldsTo`: while something waits in one of these, only what somebody looks at is begun here. */
export function createWorkQueue(atOnce: number, yieldsTo: readonly WorkQueue[] = []): WorkQueue {
  const waiting = new Map<string, () => Promise<void>>();
  const running = new Set<Promise<void>>();
  let preferred: Iterator<string> = [].values();
  let line: Iterator<string> = [].values();
  const drained: (() => void)[] = [];

  /** Both iterators go over each key once, so that finding the next costs the same however many wait. */
  function next(): (() => Promise<void>) | undefined {
    if (waiting.size === 0) return undefined;
    if (yieldsTo.some((queue) => queue.hasWaiting)) return takeFrom(preferred);
    return takeFrom(preferred) ?? takeFrom(line) ?? takeFrom((line = waiting.keys()));
  }

  function takeFrom(keys: Iterator<string>): (() => Promise<void>) | undefined {
    for (let step = keys.next(); !step.done; step = keys.next()) {
      const task = take(step.value);
      if (task) return task;
    }
    return undefined;
  }

  function take(key: string): (() => Promise<void>) | undefined {
    const task = waiting.get(key);
    waiting.delete(key);
    return task;
  }

  function begin(): void {
    while (running.size < atOnce) {
      const task = next();
      if (!task) break;
      const work = task().finally(() => {
        running.delete(work);
        begin();
      });
      running.add(work);
    }
    if (waiting.size === 0) drained.forEach((listener) => listener());
  }

  for (const queue of yieldsTo) queue.onNothingWaiting(begin);

  return {
    add(key, task) {
      waiting.set(key, task);
      begin();
    },
    prefer(keys) {
      preferred = [...keys].values();
      begin();
    },
    get hasWaiting() {
      return waiting.size > 0;
    },
    onNothingWaiting: (listener) => void drained.push(listener),
    async stop() {
      waiting.clear();
      await Promise.all(running);
    },
  };
}
