import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";

const { updates: door } = implement(bridge);

/** New versions of the app itself. */
export function updateRoutes(services: Services) {
  const { updates } = services;
  return {
    status: door.status.handler(({ signal }) => watch(updates.status, signalOf(services, signal))),
    check: door.check.handler(() => updates.check()),
    setChannel: door.setChannel.handler(({ input }) => updates.setChannel(input.channel)),
    install: door.install.handler(({ errors }) => {
      const answer = updates.install();
      if (answer === "nothingReady") throw errors.nothingReady();
      if (answer !== "closing") throw errors.workUnderWay({ data: { work: [...answer] } });
      return {};
    }),
  };
}
