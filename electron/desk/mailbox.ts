import { createBell } from "../sync/bell.ts";

/** Messages for whoever listens. What comes while nobody does waits, and each is handed out once. */
export interface Mailbox<T> {
  post(message: T): void;
  listen(signal: AbortSignal): AsyncGenerator<T, void, void>;
}

export function createMailbox<T>(): Mailbox<T> {
  const waiting: T[] = [];
  const bells = new Set<() => void>();
  return {
    post(message) {
      waiting.push(message);
      for (const ring of bells) ring();
    },
    async *listen(signal) {
      const bell = createBell();
      bells.add(bell.ring);
      try {
        while (!signal.aborted) {
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) yield next;
          await bell.wait(signal);
        }
      } finally {
        bells.delete(bell.ring);
      }
    },
  };
}
