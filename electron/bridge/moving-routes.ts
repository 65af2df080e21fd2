import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { orHubFailure } from "./hub-failures.ts";
import { signalOf } from "./signals.ts";

const { moving } = implement(bridge);

/** How a desk moves to another hub with all that it has. */
export function movingRoutes(services: Services) {
  const { move, leftHub, profile } = services;
  return {
    state: moving.state.handler(async function* ({ signal }) {
      for await (const state of watch(move.state, signalOf(services, signal))) {
        const { dealership, hubAddress, left } = profile.get();
        yield { tenantId: dealership?.tenantId ?? null, hubAddress, left, move: state };
      }
    }),
    begin: moving.begin.handler(async ({ input, errors }) => {
      const answer = await move.begin(input);
      if (answer.kind === "tooManyTries")
        throw errors.tooManyTries({ data: { retryAfterSeconds: answer.retryAfterSeconds } });
      if (answer.kind !== "begun") throw errors[answer.kind]();
      return {};
    }),
    again: moving.again.handler(() => {
      move.again();
      return {};
    }),
    stay: moving.stay.handler(async () => {
      await move.stay();
      return {};
    }),
    arrived: moving.arrived.handler(({ input }) => {
      move.arrived(input.tenantId);
      return {};
    }),
    left: moving.left.handler(() => leftHub.find()),
    removeLeft: moving.removeLeft.handler(async ({ errors, signal }) => {
      const answer = await orHubFailure(errors, () => leftHub.remove(signalOf(services, signal)));
      if (answer === "notYet") throw errors.notYet();
      return {};
    }),
  };
}
