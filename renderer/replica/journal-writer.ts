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
  /** Takes nothing more, tries what waits once more, and rejects what main does not take. */
  stop(): Promise<void>;
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
  let running: Promise<void> | null = null;

  async function run() {
    while (waiting.length > 0) {
      const batch = takeBatch();
      if (await sent(batch.flatMap(({ entries }) => entries))) batch.forEach(({ done }) => done());
      else batch.forEach(({ failed }) => failed(new NotJournalled("The replica was closed")));
    }
    running = null;
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

  /** False only once this is stopped. Main answers unless it is restarting (browser host), so the only remedy is to try again. */
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
      if (stopped.signal.aborted) return false;
      await pause(wait, stopped.signal);
      wait = Math.min(wait * 2, longestWait);
    }
    return true;
  }

  return {
    append(entries) {
      if (entries.length === 0) return Promise.resolve();
      if (stopped.signal.aborted) return Promise.reject(new NotJournalled("The replica is closed"));
      return new Promise((done, failed) => {
        waiting.push({ entries, done, failed });
        running ??= run();
      });
    },
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
