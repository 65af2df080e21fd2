import type { ImportEvent } from "#shared/contract/photo-import.ts";

/** Tells any number of listeners what happens to imports. A slow one misses nothing but stages in between. */
export interface ImportFeed {
  publish(event: ImportEvent): void;
  /** First the events of `snapshot`, then what is published from that moment on, until the signal or `end`. */
  listen(snapshot: () => ImportEvent[], signal: AbortSignal): AsyncGenerator<ImportEvent>;
  end(): void;
}

interface Listener {
  /** The latest of each kind about each thing, so that a listener who stops reading holds up no more than that. */
  readonly pending: Map<string, ImportEvent>;
  wake: () => void;
}

export function createImportFeed(): ImportFeed {
  const listeners = new Set<Listener>();
  const ended = new AbortController();

  return {
    publish(event) {
      for (const listener of listeners) {
        add(listener, event);
        listener.wake();
      }
    },
    async *listen(snapshot, signal) {
      const until = AbortSignal.any([signal, ended.signal]);
      const listener: Listener = { pending: new Map(), wake: () => {} };
      const wake = () => listener.wake();
      listeners.add(listener);
      until.addEventListener("abort", wake);
      try {
        for (const event of snapshot()) add(listener, event);
        while (!until.aborted) {
          yield* take(listener, until);
          if (!until.aborted && listener.pending.size === 0)
            await new Promise<void>((resolve) => (listener.wake = resolve));
        }
      } finally {
        until.removeEventListener("abort", wake);
        listeners.delete(listener);
      }
    },
    end: () => ended.abort(),
  };
}

/** An older event of the same key is forgotten and the newer one goes last, which keeps the order of the last words. */
function add({ pending }: Listener, event: ImportEvent): void {
  const key = keyOf(event);
  pending.delete(key);
  pending.set(key, event);
}

function* take({ pending }: Listener, until: AbortSignal): Generator<ImportEvent> {
  for (const [key, event] of pending) {
    if (until.aborted) return;
    pending.delete(key);
    yield event;
  }
}

function keyOf(event: ImportEvent): string {
  if (event.type === "import") return `import ${event.import.importId}`;
  return event.type === "item" ? `item ${event.item.photoId}` : `${event.type} ${event.importId}`;
}
