/** Where somebody stands in line: before everybody, in the order of coming, or after everybody. */
export type PlaceInLine = "first" | "inLine" | "last";

/** Lets a fixed number of tasks run at once; the rest wait in line. */
export interface Turns {
  readonly atOnce: number;
  /** Throws the signal's reason instead of beginning once it is aborted. */
  take<T>(task: () => Promise<T>, signal: AbortSignal, place?: PlaceInLine): Promise<T>;
}

export function createTurns(atOnce: number): Turns {
  const waiting: Readonly<Record<PlaceInLine, (() => void)[]>> = { first: [], inLine: [], last: [] };
  let free = atOnce;

  return {
    atOnce,
    async take(task, signal, place = "inLine") {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting[place].push(resolve));
      try {
        signal.throwIfAborted();
        return await task();
      } finally {
        const next = waiting.first.shift() ?? waiting.inLine.shift() ?? waiting.last.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}
