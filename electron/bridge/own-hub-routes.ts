import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";

const { ownHub: door } = implement(bridge);

/** The hub of this desk's own that does not start, and the one that begins in its place. */
export function ownHubRoutes(services: Services) {
  const { ownHub, newHub } = services;
  const either = {
    get: () => ({ trouble: ownHub.trouble.get(), newHub: newHub.state.get() }),
    subscribe(listener: () => void) {
      const ends = [ownHub.trouble, newHub.state].map((state) => state.subscribe(listener));
      return () => ends.forEach((end) => end());
    },
  };
  return {
    state: door.state.handler(async function* ({ signal }) {
      for await (const state of watch(either, signalOf(services, signal)))
        yield { ...state, setAside: await newHub.setAside() };
    }),
    begin: door.begin.handler(async ({ errors }) => {
      const answer = await newHub.begin();
      if (answer !== "begun") throw errors[answer]();
      return {};
    }),
    hand: door.hand.handler(async ({ input }) => {
      await newHub.hand(input);
      return {};
    }),
    again: door.again.handler(() => {
      newHub.again();
      return {};
    }),
    cancel: door.cancel.handler(async () => {
      await newHub.cancel();
      return {};
    }),
  };
}
