import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import { damageOf, diskTrouble } from "../recovery/examination.ts";
import type { Services } from "../services.ts";
import { signalOf } from "./signals.ts";

const { help } = implement(bridge);

/** What helps where something goes wrong. */
export function helpRoutes(services: Services) {
  const { diagnostics, notices, host, log } = services;
  return {
    notices: help.notices.handler(({ signal }) => notices.listen(signalOf(services, signal))),
    diagnostics: help.diagnostics.handler(({ input }) => diagnostics.list(input.language)),
    saveDiagnostics: help.saveDiagnostics.handler(({ input, errors }) =>
      orSaveFailure(errors, () => diagnostics.save(input.language)),
    ),
    showDiagnostics: help.showDiagnostics.handler(() => {
      const path = diagnostics.lastSaved();
      if (path !== null) host.desktop?.reveal(path);
      return {};
    }),
    recover: help.recover.handler(async ({ input }) => {
      const defectId = log.error("the replica does not open", input.message);
      await host.recover(damageOf("replica", input.kind, "", defectId));
      return {};
    }),
  };
}

interface SaveErrors {
  readonly diskFull: () => Error;
  readonly noPermission: () => Error;
}

export async function orSaveFailure<T>(errors: SaveErrors, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const trouble = diskTrouble(error);
    if (trouble === "diskFull") throw errors.diskFull();
    if (trouble === "notWritable") throw errors.noPermission();
    throw error;
  }
}
