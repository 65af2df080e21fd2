import type { HubSharing } from "#shared/contract/bridge.ts";
import type { Member, Pairing } from "#shared/contract/hub.ts";
import type { Config } from "../config.ts";
import { hubAddressOf, isLoopback, networkAddresses } from "../hub/addresses.ts";
import type { EmbeddedHub } from "../hub/embedded-hub.ts";
import { lacksHubRoom } from "../hub/hub-room.ts";
import { HubNotStarted } from "../hub/hub-thread.ts";
import type { Log } from "../log.ts";
import type { HubConnection } from "../sync/hub-client.ts";
import { type Redemption, redeemCode } from "../sync/hub-link.ts";
import { type HubFailure, HubUnavailable } from "../sync/hub-unavailable.ts";
import { isOpen, type Vault } from "../vault/vault.ts";
import type { DeskProfile, Profile } from "./profile.ts";

/** Whom this desk belongs to, and how it came to: with a hub of its own, or by joining another's. */
export interface Membership {
  /** Where the hub is and what opens it; why there is none now. */
  connection(): HubConnection | HubFailure;
  /** Sees to it that an own hub runs and admits this desk; throws `HubUnavailable` where it does not. */
  ready(): Promise<void>;
  /** Gives up a credential that the own hub does not know, so that `ready` pairs anew; false where the hub is another's. */
  renounce(): boolean;
  /** Whether the credential for another's hub is in a vault that is not open yet. */
  isLocked(): boolean;
  /** Pairs with an own hub that has begun anew, and that knows nothing of this desk. */
  pairAnew(): Promise<void>;
  /** Takes up where the last run ended. Its own hub may come later than this resolves. */
  resume(): Promise<void>;
  begin(start: "sample" | "empty", deskName: string): Promise<"begun" | "alreadyBegun" | "diskFull">;
  /**
   * The same with what `fill` puts into the new dealership: until that resolves, this desk belongs to nobody. `tenantId` is the one
   * that an earlier try had begun to fill.
   */
  beginWith(
    order: { deskName: string; tenantId: string | null },
    fill: (tenantId: string) => Promise<void>,
  ): Promise<"begun" | "alreadyBegun" | "diskFull">;
  join(input: { address: string; code: string; deskName: string }): Promise<JoinAnswer>;
  /** Joins the same dealership once more, with everything that this desk has of it. */
  rejoin(code: string): Promise<RejoinAnswer>;
  /** Takes another credential that the hub gave it, in place of the one that it had. */
  adopt(secret: string): Promise<void>;
  /** The profile says another hub: goes by the credential that was kept for that one, and has no use for the `earlier` one. */
  changeHub(earlier: string): Promise<void>;
  /** Where other desks find the hub of this dealership. */
  addresses(): string[];
  /** Null where the hub is another's. */
  sharing(): HubSharing | null;
  share(shared: boolean): Promise<HubSharing | null>;
}

type JoinAnswer =
  | { readonly kind: "joined" | "alreadyBegun" | "addressInvalid" | "vaultLocked" }
  | Exclude<Redemption, { kind: "paired" }>;

type RejoinAnswer =
  | { readonly kind: "joined"; readonly person: Member }
  | { readonly kind: "vaultLocked" }
  | Exclude<Redemption, { kind: "paired" }>;

interface Founding {
  readonly start: "sample" | "empty" | "joined";
  readonly deskName: string;
  readonly tenantId: string | null;
}

export interface MembershipOptions {
  readonly config: Pick<Config, "hubHost" | "dataFolder">;
  readonly profile: Profile;
  readonly vault: Vault;
  readonly hub: EmbeddedHub;
  readonly log: Log;
  /** The connection may have come into being or gone. */
  readonly onChange: () => void;
}

export function createMembership(options: MembershipOptions): Membership {
  const { config, profile, vault, hub, log, onChange } = options;
  let secret: string | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const isOwnHub = () => profile.get().dealership !== null && profile.get().hubAddress === null;
  const credential = () => profile.get().credential;
  const address = () => profile.get().hubAddress ?? hub.address();

  /** Answers to the first-run question one after the other: a double click is not two dealerships. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const acted = turn.then(act);
    turn = acted.catch(() => {});
    return acted;
  };
  /** While the vault is locked, the credential of one's own hub lives as long as the app: it can be had anew. */
  const keep = async (given: string) => {
    if (isOpen(vault)) await vault.set(credential(), given);
    secret = given;
    if (profile.get().removed) await profile.change({ removed: false });
  };
  /** In turn with pairing, which replaces what the vault has: what was read of it before would open nothing any more. */
  const recall = () =>
    inTurn(async () => {
      if (secret === null) secret = await vault.get(credential());
      else await vault.set(credential(), secret);
      onChange();
    });
  const pairWithOwnHub = async (tenantId: string | null) => {
    const { code } = await hub.createPairingCode(tenantId);
    const { deviceId, deskName } = profile.get();
    const redeemed = await redeemCode(hub.address() ?? "", { deviceId, deskName, code });
    if (redeemed.kind !== "paired")
      throw new Error(`This desk's own hub did not pair with it: ${redeemed.kind}`);
    await keep(redeemed.pairing.secret);
    await profile.change(standingOf(redeemed.pairing));
    return redeemed.pairing.tenantId;
  };
  const found = (
    { start, deskName, tenantId: begun }: Founding,
    fill: (tenantId: string) => Promise<void>,
  ): Promise<"begun" | "alreadyBegun" | "diskFull"> =>
    inTurn(async () => {
      if (profile.get().dealership !== null) return "alreadyBegun";
      await profile.change({ deskName });
      const tenantId = await beginHub(begun);
      if (tenantId === null) return "diskFull";
      await fill(tenantId);
      await profile.change({ dealership: { tenantId, start }, hubAddress: null });
      onChange();
      return "begun";
    });
  /** The credential of one's own hub can always be had anew: another host's box, a lost keyring. */
  const readyOwnHub = async () => {
    // The damaged one is not to be in use when it is set aside.
    if (profile.get().newHub !== null) throw new HubNotStarted("A new hub is about to begin", null);
    await hub.start();
    if (secret === null)
      await inTurn(async () => {
        if (secret === null) await pairWithOwnHub(profile.get().dealership?.tenantId ?? null);
      });
  };
  /** Null where the disk has no room for a hub. */
  const beginHub = async (begun: string | null) => {
    try {
      return await pairWithOwnHub(begun ?? (await hub.emptyTenant()));
    } catch (error) {
      if (!(await lacksHubRoom(config.dataFolder))) throw error;
      log.error("no room for a hub", error);
      return null;
    }
  };
  const sharing = () => {
    if (!isOwnHub()) return null;
    const sharedOnNetwork = profile.get().ownHub.sharedOnNetwork || !isLoopback(config.hubHost);
    const port = hub.port();
    const own = hub.address();
    if (port === null || own === null) return { addresses: [], sharedOnNetwork };
    return { addresses: sharedOnNetwork ? networkAddresses(port) : [own], sharedOnNetwork };
  };

  return {
    sharing,
    async ready() {
      if (!isOwnHub()) return;
      await readyOwnHub().catch((error: unknown) => {
        throw new HubUnavailable("offline", error);
      });
    },
    renounce() {
      if (isOwnHub()) secret = null;
      return isOwnHub();
    },
    async pairAnew() {
      await inTurn(() => pairWithOwnHub(profile.get().dealership?.tenantId ?? null));
    },
    isLocked: () => secret === null && profile.get().hubAddress !== null && !isOpen(vault),
    addresses: () => sharing()?.addresses ?? [profile.get().hubAddress].filter((one) => one !== null),
    connection() {
      const place = address();
      if (secret === null) return isOwnHub() ? "offline" : "signInAgain";
      return place === null ? "offline" : { address: place, deviceId: profile.get().deviceId, secret };
    },
    async resume() {
      vault.standing.subscribe(() => {
        if (!isOpen(vault) || profile.get().dealership === null) return;
        recall().catch((error: unknown) => void log.error("the hub's credential was not recalled", error));
      });
      if (profile.get().dealership === null) return;
      if (isOpen(vault)) secret = await vault.get(credential());
      // Also while this desk is switched off: others come to its hub.
      if (isOwnHub())
        void readyOwnHub()
          .then(onChange)
          .catch((error: unknown) => void log.error("own hub did not start", error));
    },
    begin: (start, deskName) => found({ start, deskName, tenantId: null }, async () => {}),
    beginWith: ({ deskName, tenantId }, fill) => found({ start: "joined", deskName, tenantId }, fill),
    join: ({ address: typed, code, deskName }) =>
      inTurn(async () => {
        if (profile.get().dealership !== null) return { kind: "alreadyBegun" };
        const hubAddress = hubAddressOf(typed);
        if (hubAddress === null) return { kind: "addressInvalid" };
        if (!isOpen(vault)) return { kind: "vaultLocked" };
        const { deviceId } = profile.get();
        const redeemed = await redeemCode(hubAddress, { deviceId, deskName, code });
        if (redeemed.kind !== "paired") return redeemed;
        await keep(redeemed.pairing.secret);
        const { tenantId } = redeemed.pairing;
        const dealership = { tenantId, start: "joined" } as const;
        await profile.change({ deskName, hubAddress, dealership, ...standingOf(redeemed.pairing) });
        onChange();
        return { kind: "joined" };
      }),
    rejoin: (code) =>
      inTurn(async () => {
        const { deviceId, deskName, dealership } = profile.get();
        const place = address();
        if (place === null || dealership === null) return { kind: "hubUnreachable" };
        if (!isOpen(vault)) return { kind: "vaultLocked" };
        const redeemed = await redeemCode(place, { deviceId, deskName, code });
        if (redeemed.kind !== "paired") return redeemed;
        // What this desk has is another dealership's: the code is good, but not here.
        if (redeemed.pairing.tenantId !== dealership.tenantId) return { kind: "codeRefused" };
        await keep(redeemed.pairing.secret);
        onChange();
        return { kind: "joined", person: redeemed.pairing.person };
      }),
    adopt: (given) => inTurn(() => keep(given)),
    async changeHub(earlier) {
      secret = null;
      onChange();
      if (!isOpen(vault)) return;
      await recall().catch(
        (error: unknown) => void log.error("the hub's credential was not recalled", error),
      );
      await vault.remove(earlier).catch((error: unknown) => void log.error("an old credential stays", error));
    },
    async share(shared) {
      if (!isOwnHub()) return null;
      if (profile.get().ownHub.sharedOnNetwork !== shared) {
        await profile.change({ ownHub: { ...profile.get().ownHub, sharedOnNetwork: shared } });
        await hub.rebind();
        onChange();
      }
      return sharing();
    },
  };
}

/** Whose desk a pairing makes this one. */
function standingOf({ person: { personId, name, role } }: Pairing): Pick<DeskProfile, "person" | "role"> {
  return { person: { personId, name }, role };
}
