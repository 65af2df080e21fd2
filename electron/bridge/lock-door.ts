import { getContractRouter, getEventIteratorSchemaDetails, isContractProcedure } from "@orpc/contract";
import { ORPCError } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import { deskLocked } from "#shared/contract/lock.ts";
import type { DeskLock } from "../lock/desk-lock.ts";
import { opened } from "../lock/opened.ts";
import type { BridgeCall } from "./defects.ts";

/**
 * What a locked desk answers: how it is opened, and the errands of the replica, so that what was changed is sent, what others
 * changed comes in, imports are filed, and an export and a new hub get what they ask for; a browser hands dropped files over
 * for minutes before it has them imported. Who could make these calls by hand could as well read the replica's own files.
 * Quitting is anybody's, and tells counts alone of what is still being sent.
 */
const answeredWhileLocked: ReadonlySet<string> = new Set([
  "lock.state",
  "lock.unlock",
  "lock.recover",
  "lock.rejoin",
  "lock.lockNow",
  "desk.describe",
  "desk.access",
  "desk.renewed",
  "moving.state",
  "moving.arrived",
  "exportFile.hand",
  "ownHub.hand",
  "computer.tell",
  "computer.state",
  "computer.answerLeaving",
  "sync.changes",
  "sync.pull",
  "sync.snapshot",
  "sync.push",
  "sync.status",
  "journal.append",
  "journal.pending",
  "journal.held",
  "photos.import",
  "photos.imports",
  "photos.acknowledge",
  "photos.importSample",
  "renditions.render",
  "reportDefect",
]);

/** Refuses what a person would do while the desk is locked; streams rest until it is opened again. */
export function lockDoor(lock: Pick<DeskLock, "isLocked" | "state">, closing: AbortSignal) {
  return async ({ next, path, signal }: BridgeCall): Promise<unknown> => {
    if (answeredWhileLocked.has(path.join("."))) return next();
    if (isStream(path)) {
      // Begun at once where it may be, so that a call that cannot be answered is refused and not a stream that fails.
      const stream = lock.isLocked() ? null : await next();
      const until = signal ? AbortSignal.any([signal, closing]) : closing;
      return resting(stream ? () => Promise.resolve(stream) : next, lock, until);
    }
    if (lock.isLocked()) throw new ORPCError(deskLocked, { message: "This desk is locked" });
    return next();
  };
}

async function* resting(
  open: () => Promise<unknown>,
  lock: Pick<DeskLock, "isLocked" | "state">,
  signal: AbortSignal,
): AsyncGenerator<unknown, void, void> {
  await opened(lock, signal);
  if (signal.aborted) return;
  for await (const value of (await open()) as AsyncIterable<unknown>) {
    await opened(lock, signal);
    if (signal.aborted) return;
    yield value;
  }
}

function isStream(path: readonly string[]): boolean {
  const procedure = getContractRouter(bridge, path);
  return (
    isContractProcedure(procedure) &&
    getEventIteratorSchemaDetails(procedure["~orpc"].outputSchema) !== undefined
  );
}
