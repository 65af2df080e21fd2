import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { orHubFailure } from "./hub-failures.ts";
import { signalOf } from "./signals.ts";

const { sync: door, journal: journalDoor } = implement(bridge);

/** Exchange with the hub, and how it stands. */
export function syncRoutes(services: Services) {
  const { sync } = services;
  return {
    pull: door.pull.handler(({ input, errors, signal }) =>
      orHubFailure(errors, () => sync.pull(input, signalOf(services, signal))),
    ),
    push: door.push.handler(({ input, errors, signal }) =>
      orHubFailure(errors, () => sync.push(input, signalOf(services, signal))),
    ),
    changes: door.changes.handler(({ signal }) => sync.changes(signalOf(services, signal))),
    status: door.status.handler(({ signal }) => watch(sync.status, signalOf(services, signal))),
    setSwitchedOff: door.setSwitchedOff.handler(async ({ input }) => {
      await services.setSwitchedOff(input.switchedOff);
      return sync.status.get();
    }),
  };
}

/** What was written here and the hub does not have. */
export function journalRoutes({ journal }: Services) {
  return {
    append: journalDoor.append.handler(async ({ input }) => {
      await journal.append(input.entries);
      return { waiting: journal.waiting.get() };
    }),
    pending: journalDoor.pending.handler(() => ({ entries: journal.pending() })),
  };
}
