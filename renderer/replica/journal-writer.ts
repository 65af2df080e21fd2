import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { pause } from "#renderer/bridge/follow.ts";

const mostEntries = 1000;
const firstWait = 100;
const longestWait = 5_000;

/** Puts written documents on main's disk, in the order of writing. */
export interface JournalWriter {
  /** Resolves when the entries are on disk. Entries that come while a batch is under way go out together. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Ends the attempts; entries that were not on disk yet reject. */
  stop(): void;
}

/** The replica was closed before main had taken the change; it is in the window's own database. */
class NotJournalled extends Error {
  override readonly name = "NotJournalled";
}

interface Waiting {
  readonly entries: readonly JournalEntry[];
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

export function createJournalWriter(journal: Pick<BridgeClient["journal"], "append">): JournalWriter {
  const stopped = new AbortController();
  const waiting: Waiting[] = [];
  let running = false;

  async function run() {
    if (running) return;
    running = true;
    while (waiting.length > 0 && !stopped.signal.aborted) {
      const batch = takeBatch();
      if (await sent(batch.flatMap(({ entries }) => entries))) batch.forEach(({ done }) => done());
      else waiting.unshift(...batch);
    }
    running = false;
    if (stopped.signal.aborted)
      waiting.forEach(({ failed }) => failed(new NotJournalled("The replica was closed")));
  }

  /** As many acts as fit one request; an act that is larger than that goes alone, in slices. */
  function takeBatch(): Waiting[] {
    const sizes = waiting.map(({ entries }) => entries.length);
    let count = 0;
    for (let total = 0; count < sizes.length; count++) {
      total += sizes[count]!;
      if (count > 0 && total > mostEntries) break;
    }
    return waiting.splice(0, count);
  }

  /** Main answers unless it is restarting (browser host), so the only remedy is to try again. */
  async function sent(entries: readonly JournalEntry[]): Promise<boolean> {
    let wait = firstWait;
    for (let start = 0; start < entries.length;) {
      const slice = entries.slice(start, start + mostEntries);
      if (
        await journal.append({ entries: slice }).then(
          () => true,
          () => false,
        )
      ) {
        start += slice.length;
        continue;
      }
      await pause(wait, stopped.signal);
      wait = Math.min(wait * 2, longestWait);
      if (stopped.signal.aborted) return false;
    }
    return true;
  }

  return {
    append(entries) {
      if (entries.length === 0) return Promise.resolve();
      if (stopped.signal.aborted) return Promise.reject(new NotJournalled("The replica is closed"));
      return new Promise((done, failed) => {
        waiting.push({ entries, done, failed });
        void run();
      });
    },
    stop: () => stopped.abort(),
  };
}
