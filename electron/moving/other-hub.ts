import type { Log } from "../log.ts";
import { createHubClient, type HubConnection } from "../sync/hub-client.ts";
import { type HubFailure, HubUnavailable } from "../sync/hub-unavailable.ts";
import { readEverything } from "./packing.ts";

/** A hub that has admitted this desk, which does not belong to it yet. */
export interface OtherHub {
  /** Ids of the settings that its dealership has. Throws `OtherHubUnavailable`. */
  settings(signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Has it forget this desk, so that somebody else's code is good for it there too. */
  leave(): Promise<void>;
}

export class OtherHubUnavailable extends Error {
  override readonly name = "OtherHubUnavailable";
  readonly kind: HubFailure;

  constructor(cause: HubUnavailable) {
    super("The other hub is not there for this desk", { cause });
    this.kind = cause.kind;
  }
}

/** In milliseconds: nobody waits for a hub that is not needed any more. */
const patienceAtLeaving = 5_000;

export function otherHub(connection: HubConnection, log: Log): OtherHub {
  const client = createHubClient({ connection: () => connection, log });
  return {
    async settings(signal) {
      try {
        const { entries } = await readEverything(client, signal, ["settings"]);
        return new Set(entries.map(({ document }) => document.id));
      } catch (error) {
        if (!(error instanceof HubUnavailable)) throw error;
        throw new OtherHubUnavailable(error);
      }
    },
    async leave() {
      const { deviceId } = connection;
      await client
        .ask(
          (api, signal) => api.devices.revoke({ deviceId }, { signal }),
          AbortSignal.timeout(patienceAtLeaving),
        )
        // The only owner's desk is not let go: whoever has an owner's code may take it over.
        .catch((error: unknown) => void log.error("the other hub was not told that this desk stays", error));
    },
  };
}
