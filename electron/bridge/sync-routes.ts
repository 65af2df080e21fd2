import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { sleep } from "../sync/bell.ts";
import { watch } from "../sync/live-state.ts";
import { orHubFailure } from "./hub-failures.ts";
import { signalOf } from "./signals.ts";

const { sync: door, journal: journalDoor } = implement(bridge);
/** Rows of the hub were looked at when they came in. To parse them again as they go out took a quarter of main's time for them. */
const { sync: rows } = implement(bridge).$config({ initialOutputValidationIndex: Number.NaN });

/** Exchange with the hub, and how it stands. */
export function syncRoutes(services: Services) {
  const { sync, uploads } = services;
  return {
    pull: rows.pull.handler(({ input, errors, signal }) =>
      orHubFailure(errors, () => sync.pull(input, signalOf(services, signal))),
    ),
    snapshot: rows.snapshot.handler(({ input, errors, signal }) =>
      orHubFailure(errors, () => sync.snapshot(input, signalOf(services, signal))),
    ),
    push: door.push.handler(({ input, errors, signal }) =>
      orHubFailure(errors, () => sync.push(input, signalOf(services, signal))),
    ),
    changes: door.changes.handler(({ signal }) => sync.changes(signalOf(services, signal))),
    status: door.status.handler(({ signal }) => watch(sync.status, signalOf(services, signal))),
    retry: door.retry.handler(() => {
      sync.refresh();
      return {};
    }),
    uploads: door.uploads.handler(({ signal }) => waitingPhotos(uploads, signalOf(services, signal))),
    setSwitchedOff: door.setSwitchedOff.handler(async ({ input }) => {
      await services.setSwitchedOff(input.switchedOff);
      return sync.status.get();
    }),
  };
}

/** Documents of one page of what waits, which main has in a few milliseconds. */
const pendingAtOnce = 500;

/** What was written here and the hub does not have. */
export function journalRoutes(services: Services) {
  const { journal, photoSpace } = services;
  return {
    append: journalDoor.append.handler(async ({ input }) => {
      await journal.append(input.entries);
      photoSpace.notice(input.entries.map(({ document }) => document));
      return { waiting: journal.waiting.get() };
    }),
    pending: journalDoor.pending.handler(({ input }) =>
      journal.pendingPage(input?.after ?? null, pendingAtOnce),
    ),
    held: journalDoor.held.handler(async function* ({ signal }) {
      for await (const rows of watch(journal.held, signalOf(services, signal))) yield { rows: [...rows] };
    }),
    discardHeld: journalDoor.discardHeld.handler(async ({ input }) => {
      await journal.discardHeld(input.heldIds);
      return {};
    }),
  };
}

/** Milliseconds between lists of photos that wait, which may be long. */
const listEvery = 500;

async function* waitingPhotos({ moved, list }: Services["uploads"], signal: AbortSignal) {
  for await (const _moved of watch(moved, signal)) {
    yield { photos: list().slice(0, mostPhotos) };
    await sleep(listEvery, signal);
  }
}

/** As many as a person would look through; how many wait in all is in the status. */
const mostPhotos = 2000;
