import type { ContractRouterClient } from "@orpc/contract";
import type { bridge } from "#shared/contract/bridge.ts";

/** The window's only way out: every procedure of the bridge, typed by its contract. */
export type BridgeClient = ContractRouterClient<typeof bridge>;
