import { join } from "node:path";
import { defaultHubPort } from "#shared/contract/ports.ts";
import type { Config } from "../config.ts";
import type { Profile } from "../desk/profile.ts";
import type { Log } from "../log.ts";
import { createEmbeddedHub } from "./embedded-hub.ts";

/** Where this desk's own hub keeps its data. */
export const hubFolder = ({ dataFolder }: Config) => join(dataFolder, "hub");

/** This desk's own hub, on the address that the profile says; `onListening` is told when it has one. */
export function createOwnHub(config: Config, profile: Profile, log: Log, onListening: () => void) {
  return createEmbeddedHub({
    dataFolder: hubFolder(config),
    binding() {
      const { ownHub, moving } = profile.get();
      // Whoever else it admitted must not be told any more that it has something.
      if (moving !== null) return { host: "127.0.0.1", port: 0, anyPort: false };
      const { port, sharedOnNetwork } = ownHub;
      return {
        host: sharedOnNetwork ? "0.0.0.0" : config.hubHost,
        port: config.hubPort ?? port ?? defaultHubPort,
        anyPort: config.hubPort === null,
      };
    },
    tenantId() {
      const { dealership, hubAddress, newHub } = profile.get();
      return hubAddress === null && newHub === null ? (dealership?.tenantId ?? null) : null;
    },
    onListening(port) {
      const { ownHub, moving } = profile.get();
      if (moving === null && ownHub.port !== port)
        profile
          .change({ ownHub: { ...ownHub, port } })
          .catch((error: unknown) => void log.error("the hub's port was not kept", error));
      onListening();
    },
    log,
  });
}
