import { unlessAborted } from "./bell.ts";
import type { DownloadProgress } from "./blob-download.ts";

type OnProgress = (progress: DownloadProgress) => void;

interface Running {
  readonly listeners: Set<OnProgress>;
  readonly stop: AbortController;
  readonly done: Promise<boolean>;
}

/** Several who want one blob at once share one download; when the last of them loses interest, it stops where it is. */
export interface SharedDownloads {
  join(sha256: string, signal: AbortSignal, onProgress?: OnProgress): Promise<boolean>;
}

export function createSharedDownloads(
  start: (sha256: string, signal: AbortSignal, onProgress: OnProgress) => Promise<boolean>,
): SharedDownloads {
  const running = new Map<string, Running>();
  const begin = (sha256: string): Running => {
    const listeners = new Set<OnProgress>();
    const stop = new AbortController();
    const tell: OnProgress = (progress) => listeners.forEach((listener) => listener(progress));
    const done = start(sha256, stop.signal, tell).finally(() => running.delete(sha256));
    done.catch(() => {});
    const begun = { listeners, stop, done };
    running.set(sha256, begun);
    return begun;
  };

  return {
    async join(sha256, signal, onProgress = () => {}) {
      // One that is stopping still has its file.
      for (let old = running.get(sha256); old?.stop.signal.aborted; old = running.get(sha256))
        await old.done.catch(() => {});
      signal.throwIfAborted();
      const { listeners, stop, done } = running.get(sha256) ?? begin(sha256);
      const listener: OnProgress = (progress) => onProgress(progress);
      listeners.add(listener);
      try {
        return await unlessAborted(done, signal);
      } finally {
        listeners.delete(listener);
        if (listeners.size === 0) stop.abort();
      }
    },
  };
}
