import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { Unsent } from "#shared/contract/desktop.ts";
import { createBell } from "./bell.ts";
import type { LiveState } from "./live-state.ts";

/** How long sending may stand still before there is no use in waiting, in milliseconds. */
const patience = 6_000;

/**
 * Waits until the hub has everything, and answers with what it has not got. It gives up where the hub is out of reach,
 * where nothing has moved for a while, and when the signal aborts.
 */
export async function flush(
  status: Pick<LiveState<SyncStatus>, "get" | "subscribe">,
  signal: AbortSignal,
  { onProgress, stall = patience }: { onProgress: (left: Unsent) => void; stall?: number },
): Promise<Unsent> {
  const bell = createBell();
  const unsubscribe = status.subscribe(bell.ring);
  try {
    let told = "";
    let movedAt = 0;
    for (;;) {
      const left = unsentOf(status.get());
      if (isNothing(left) || status.get().connection === "offline" || signal.aborted) return left;
      const now = `${left.changes} ${left.photos}`;
      if (now !== told) {
        told = now;
        movedAt = performance.now();
        onProgress(left);
      }
      const rest = stall - (performance.now() - movedAt);
      if (rest <= 0) return left;
      await bell.wait(signal, rest);
    }
  } finally {
    unsubscribe();
  }
}

export function unsentOf({ changesWaiting, photosWaiting }: SyncStatus): Unsent {
  return { changes: changesWaiting, photos: photosWaiting };
}

export function isNothing({ changes, photos }: Unsent): boolean {
  return changes + photos === 0;
}
