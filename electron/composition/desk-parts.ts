import { join } from "node:path";
import type { Config } from "../config.ts";
import { createDeskAccess } from "../desk/desk-access.ts";
import { DeskIdentity } from "../desk/desk-identity.ts";
import { obstacleOf, probeHub, rememberingRemoval } from "../desk/hub-standing.ts";
import { createMembership } from "../desk/membership.ts";
import { openProfile } from "../desk/profile.ts";
import { createOwnHub } from "../hub/own-hub.ts";
import { openDeskLock } from "../lock/desk-lock.ts";
import type { Log } from "../log.ts";
import { createConnectivity } from "../sync/connectivity.ts";
import { createHubClient } from "../sync/hub-client.ts";
import { openJournal } from "../sync/journal.ts";
import { createLiveState } from "../sync/live-state.ts";
import { openPassphraseVault } from "../vault/passphrase-vault.ts";
import { openVault, type SecretBox, type Vault } from "../vault/vault.ts";

export type DeskParts = Awaited<ReturnType<typeof openDesk>>;

/** Whose desk this is, what it keeps of its own, and the way to its hub. */
export async function openDesk(
  stack: AsyncDisposableStack,
  { config, secrets, log }: { config: Config; secrets: SecretBox | null; log: Log },
) {
  const { dataFolder } = config;
  const vault = await openVaultOf(dataFolder, secrets, log);
  const profile = await openProfile({ folder: dataFolder, deskName: config.deskName, log });
  const lock = await openDeskLock({ dataFolder, log });
  const { deviceId } = profile.get();
  const journal = stack.use(await openJournal({ path: join(dataFolder, "journal"), deviceId, log }));
  const look = () => connectivity.look();
  const noteDesk = async () => {
    // A move hands the journal over by itself.
    if (profile.get().moving !== null) return;
    await journal
      .noteDesk(DeskIdentity.parse(profile.get()))
      .catch((error: unknown) => void log.error("the journal did not take whose it is", error));
  };
  const hub = stack.use(createOwnHub(config, profile, log, look));
  const access = createDeskAccess({ profile, journal });
  const onChange = () => {
    access.look();
    look();
    void noteDesk();
  };
  const membership = createMembership({ config, profile, vault, hub, log, onChange });
  const client = createHubClient({ connection: membership.connection, log });
  // Over a restart of a browser host, a window may still have the replica of before a move.
  const awaitsWindow = createLiveState(profile.get().left !== null);
  const connectivity = createConnectivity({
    obstacle: () => (awaitsWindow.get() ? "moving" : obstacleOf(profile, membership)),
    probe: async (signal) =>
      access.meet(await rememberingRemoval(profile, () => probeHub(membership, client, signal))),
    wasRemoved: () => profile.get().removed,
    log,
  });
  return {
    vault,
    profile,
    lock,
    journal,
    hub,
    access,
    membership,
    client,
    awaitsWindow,
    connectivity,
    noteDesk,
  };
}

function openVaultOf(dataFolder: string, secrets: SecretBox | null, log: Log): Promise<Vault> {
  const folder = join(dataFolder, "vault");
  if (secrets) return openVault({ folder, secrets, log });
  return openPassphraseVault({ folder, earlierKey: join(dataFolder, "secret.key"), log });
}
