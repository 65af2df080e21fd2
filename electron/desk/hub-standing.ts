import type { HubAccount } from "../accounts/account-list.ts";
import { unlessAborted } from "../sync/bell.ts";
import type { Obstacle } from "../sync/connectivity.ts";
import type { Answered, HubClient } from "../sync/hub-client.ts";
import { HubUnavailable } from "../sync/hub-unavailable.ts";
import type { SyncEngine } from "../sync/sync-engine.ts";
import type { Membership } from "./membership.ts";
import type { Profile } from "./profile.ts";

/** What keeps this desk from even looking for its hub, or null. */
export function obstacleOf(profile: Profile, membership: Membership): Obstacle | null {
  const { switchedOff, dealership, moving, newHub } = profile.get();
  if (dealership === null) return "notPaired";
  if (moving !== null) return "moving";
  if (newHub !== null) return "newHub";
  if (switchedOff) return "switchedOff";
  return membership.isLocked() ? "vaultLocked" : null;
}

/**
 * Whether the hub is there and admits this desk. An own hub that does not know this desk's credential, because another host
 * of this folder has paired since or the hub's folder is an older copy, is paired with anew.
 */
export async function probeHub(
  membership: Membership,
  client: HubClient,
  signal: AbortSignal,
): Promise<Answered> {
  const probe = async () => {
    await unlessAborted(membership.ready(), signal);
    return await client.probe(signal);
  };
  try {
    return await probe();
  } catch (error) {
    const isUnknown = error instanceof HubUnavailable && error.kind === "signInAgain";
    if (!isUnknown || !membership.renounce()) throw error;
    return await probe();
  }
}

/** Remembers over restarts whether the hub admits this desk: where it does not, nothing is shown here without the hub either. */
export async function rememberingRemoval<T>(profile: Profile, probe: () => Promise<T>): Promise<T> {
  const note = async (removed: boolean) => {
    if (profile.get().removed !== removed) await profile.change({ removed });
  };
  try {
    const answer = await probe();
    await note(false);
    return answer;
  } catch (error) {
    if (error instanceof HubUnavailable && error.kind === "signInAgain") await note(true);
    throw error;
  }
}

/** The hub as one more account: it is paired with, and shown beside the others. */
export function hubAccountOf(membership: Membership, sync: SyncEngine): HubAccount {
  const { reason } = sync.status.get();
  const locked = membership.isLocked();
  if (reason === "notPaired") return { state: "notConnected", locked, who: null };
  const [who = null] = membership.addresses();
  return { state: reason === "deviceRemoved" ? "signInAgain" : "connected", locked, who };
}
