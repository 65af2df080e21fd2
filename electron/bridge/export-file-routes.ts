import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import { ExportRefused } from "../export-file/refusal.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";

const { exportFile, restoring } = implement(bridge);

/** Everything into one file. */
export function exportFileRoutes(services: Services) {
  const { exportEverything, host } = services;
  return {
    state: exportFile.state.handler(({ signal }) =>
      watch(exportEverything.state, signalOf(services, signal)),
    ),
    begin: exportFile.begin.handler(async ({ input, errors }) => {
      const answer = await exportEverything.begin(input.passphrase);
      if (answer === "notNow") throw errors.notNow();
      return { begun: answer === "begun" };
    }),
    hand: exportFile.hand.handler(async ({ input }) => {
      await exportEverything.hand(input);
      return {};
    }),
    cancel: exportFile.cancel.handler(async () => {
      await exportEverything.cancel();
      return {};
    }),
    show: exportFile.show.handler(() => {
      const path = exportEverything.lastSaved();
      if (path !== null) host.desktop?.reveal(path);
      return {};
    }),
  };
}

/** And a new desk from such a file. */
export function restoringRoutes(services: Services) {
  const { restoreEverything, host } = services;
  return {
    state: restoring.state.handler(({ signal }) =>
      watch(restoreEverything.state, signalOf(services, signal)),
    ),
    choose: restoring.choose.handler(async () => {
      const [path] = (await host.chooseFiles?.("exportFile")) ?? [];
      return path === undefined ? null : { path };
    }),
    open: restoring.open.handler(async ({ input, errors }) => {
      try {
        const facts = await restoreEverything.open(input.path, input.passphrase);
        if (facts === "alreadyBegun") throw errors.alreadyBegun();
        return facts;
      } catch (error) {
        throw error instanceof ExportRefused ? errors[error.problem]() : error;
      }
    }),
    begin: restoring.begin.handler(({ input, errors }) => {
      const answer = restoreEverything.begin(input.deskName);
      if (answer !== "begun") throw errors[answer]();
      return {};
    }),
    again: restoring.again.handler(() => {
      restoreEverything.again();
      return {};
    }),
    cancel: restoring.cancel.handler(async () => {
      await restoreEverything.cancel();
      return {};
    }),
  };
}
