import { type AnyContractProcedure, isContractProcedure } from "@orpc/contract";
import { hub } from "#shared/contract/hub.ts";

/** Paths of the contract that may be asked for without a token. */
export const openPaths: ReadonlySet<string> = new Set(
  proceduresOf(hub)
    .filter(({ "~orpc": { errorMap } }) => !("UNAUTHORIZED" in errorMap))
    .map(({ "~orpc": { route } }) => route.path ?? ""),
);

function proceduresOf(part: object): AnyContractProcedure[] {
  return isContractProcedure(part) ? [part] : Object.values(part).flatMap(proceduresOf);
}
