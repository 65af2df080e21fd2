import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { PictureFetch } from "#shared/contract/photo-space.ts";
import type { Services } from "../services.ts";
import { createBell, sleep } from "../sync/bell.ts";
import { createLiveState, watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";

const { photoSpace: door } = implement(bridge);

/** Which pictures lie on this desk. */
export function photoSpaceRoutes(services: Services) {
  const { photoSpace, photos } = services;
  return {
    state: door.state.handler(async function* ({ signal }) {
      const until = signalOf(services, signal);
      for await (const _ of watch(photoSpace.presence, until)) {
        yield await photoSpace.count();
        await sleep(stateEvery, until);
      }
    }),
    presence: door.presence.handler(async function* ({ signal }) {
      const until = signalOf(services, signal);
      for await (const presence of watch(photoSpace.presence, until)) {
        yield presence;
        await sleep(stateEvery, until);
      }
    }),
    lacking: door.lacking.handler(async ({ input }) => {
      const isHere = await Promise.all(input.hashes.map((sha256) => photos.blobs.has(sha256)));
      return { hashes: input.hashes.filter((_, index) => !isHere[index]) };
    }),
    setLimit: door.setLimit.handler(async ({ input: { limit } }) => {
      await photoSpace.change({ limit });
      return {};
    }),
    keepCar: door.keepCar.handler(async ({ input: { vehicleId, kept } }) => {
      const others = photoSpace.keeping().keptCars.filter((id) => id !== vehicleId);
      await photoSpace.change({ keptCars: kept ? [...others, vehicleId] : others });
      return {};
    }),
    fetch: door.fetch.handler(({ input, signal }) =>
      fetching(services, input.sha256, signalOf(services, signal)),
    ),
  };
}

/** Milliseconds between two states, which change with every file. */
const stateEvery = 500;
/** Milliseconds before asking again for what was not to be had while nothing else changed. */
const askAgain = 10_000;

/** How one picture comes, until it is here; what is in the way is waited out. */
async function* fetching(
  { downloads, sync }: Pick<Services, "downloads" | "sync">,
  sha256: string,
  signal: AbortSignal,
): AsyncGenerator<PictureFetch, void, void> {
  const bell = createBell();
  const unsubscribe = sync.status.subscribe(() => bell.ring());
  try {
    while (!signal.aborted) {
      const state = createLiveState<PictureFetch | null>(null);
      const ended = new AbortController();
      const answer = downloads
        .get(sha256, signal, (progress) => state.set({ type: "fetching", ...progress }))
        .catch(() => null)
        .finally(() => ended.abort());
      for await (const progress of watch(state, ended.signal)) if (progress) yield progress;
      const found = await answer;
      if (found === null) return;
      yield "path" in found ? { type: "here" } : { type: "missing", why: found.missing };
      if ("path" in found) return;
      await bell.wait(signal, askAgain);
    }
  } finally {
    unsubscribe();
  }
}
