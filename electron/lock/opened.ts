import type { PictureSource } from "../photos/pictures.ts";
import { watch } from "../sync/live-state.ts";
import type { DeskLock } from "./desk-lock.ts";

/** Resolves when the desk is open, or the signal aborts. */
export async function opened(
  { isLocked, state }: Pick<DeskLock, "isLocked" | "state">,
  signal: AbortSignal,
): Promise<void> {
  if (!isLocked()) return;
  for await (const { locked } of watch(state, signal)) if (!locked) return;
}

/** Pictures of a locked desk come when it is open: a window that was covered meanwhile need not ask again. */
export function picturesWhenOpen(
  lock: Pick<DeskLock, "isLocked" | "state">,
  pictures: PictureSource,
): PictureSource {
  return async (sha256, signal) => {
    await opened(lock, signal);
    return signal.aborted ? null : pictures(sha256, signal);
  };
}
