/** A value that changes: `get` answers the same object until it does, and listeners are told after it did. */
export interface LiveValue<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Who wants to hear of a change. Telling is put together: many changes in one task are told once. */
export class Listeners {
  readonly #listeners = new Set<() => void>();
  #told = true;

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get size(): number {
    return this.#listeners.size;
  }

  tell(): void {
    if (!this.#told) return;
    this.#told = false;
    queueMicrotask(() => {
      this.#told = true;
      this.#listeners.forEach((listener) => listener());
    });
  }
}

/** A live value that its owner sets. */
export function liveCell<T>(initial: T): LiveValue<T> & { set(value: T): void } {
  const listeners = new Listeners();
  let current = initial;
  return {
    get: () => current,
    subscribe: (listener) => listeners.add(listener),
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      listeners.tell();
    },
  };
}

/** A view of a live value; worked out again only when it has changed. */
export function liveView<A, T>(source: LiveValue<A>, view: (value: A) => T): LiveValue<T> {
  let last: { readonly value: A; readonly view: T } | undefined;
  return {
    get() {
      const value = source.get();
      if (!last || !Object.is(value, last.value)) last = { value, view: view(value) };
      return last.view;
    },
    subscribe: source.subscribe,
  };
}

/** Two live values as one. */
export function livePair<A, B>(first: LiveValue<A>, second: LiveValue<B>): LiveValue<readonly [A, B]> {
  let last: readonly [A, B] | undefined;
  return {
    get() {
      const [a, b] = [first.get(), second.get()];
      if (!last || !Object.is(a, last[0]) || !Object.is(b, last[1])) last = [a, b];
      return last;
    },
    subscribe(listener) {
      const ends = [first.subscribe(listener), second.subscribe(listener)];
      return () => ends.forEach((end) => end());
    },
  };
}
