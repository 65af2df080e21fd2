import { isSame } from "#shared/rules/canonical-json.ts";
import { createBell } from "./bell.ts";

/** A value that others look at and are told of. */
export interface LiveState<T> {
  get(): T;
  /** Tells nobody where nothing changed. */
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function createLiveState<T>(initial: T): LiveState<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (isSame(value, next)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value now and after every change, until the signal aborts. A slow reader misses what was in between. */
export async function* watch<T>(
  state: Pick<LiveState<T>, "get" | "subscribe">,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const bell = createBell();
  const unsubscribe = state.subscribe(() => bell.ring());
  try {
    while (!signal.aborted) {
      yield state.get();
      await bell.wait(signal);
    }
  } finally {
    unsubscribe();
  }
}
