import type { MoveState } from "#shared/contract/moving.ts";
import { hasAllRights } from "#shared/rules/rights.ts";
import type { Membership } from "../desk/membership.ts";
import { hubAddressOf } from "../hub/addresses.ts";
import type { EmbeddedHub } from "../hub/embedded-hub.ts";
import { createBell } from "../sync/bell.ts";
import type { BlobUploads } from "../sync/blob-uploads.ts";
import { type Redemption, redeemCode } from "../sync/hub-link.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { diskTrouble } from "../recovery/examination.ts";
import { isOpen, type Vault } from "../vault/vault.ts";
import { NoRoom } from "./fetching.ts";
import { createHandOver, type HandOverOptions } from "./hand-over.ts";
import { type OtherHub, otherHub, OtherHubUnavailable } from "./other-hub.ts";

/**
 * Takes a desk with all that it has to another hub. What its own hub has goes into the journal as what waits for the new one,
 * so that from then on a kill, a lost network or a wiped window loses nothing of it; the own hub and its data stay where
 * they are, at rest. Until the journal has changed hands, in one renaming, nothing has happened.
 */
export interface MoveToHub {
  readonly state: Pick<LiveState<MoveState>, "get" | "subscribe">;
  begin(input: { address: string; code: string }): Promise<MoveAnswer>;
  /** Goes on with a move that has stopped. */
  again(): void;
  /** Calls the move off, unless the journal has changed hands already. */
  stay(): Promise<void>;
  /** A window shows the replica of this dealership. */
  arrived(tenantId: string): void;
  /** Ends a move that the last run had decided. */
  resume(): Promise<void>;
  /** The loop that does the work; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

type MoveAnswer =
  | {
      readonly kind:
        | "begun"
        | "addressInvalid"
        | "vaultLocked"
        | "alreadyThere"
        | "roleTooSmall"
        | "notAllowed"
        | "ownHubDown"
        | "notNow"
        | "diskFull";
    }
  | Exclude<Redemption, { kind: "paired" }>;

export interface MoveToHubOptions extends HandOverOptions {
  readonly membership: Membership;
  readonly vault: Vault;
  readonly hub: Pick<EmbeddedHub, "address" | "rebind" | "stop" | "trouble">;
  readonly uploads: Pick<BlobUploads, "forget">;
  /** The window may have the replica of the dealership that was left, so that nothing may be exchanged. */
  readonly awaitsWindow: LiveState<boolean>;
  /** Whether anything may be exchanged has changed. */
  readonly onHold: () => void;
}

/** What the vault calls what opens the hub of a dealership that was moved to. */
const credentialOf = (tenantId: string) => `hub-${tenantId}`;

export function createMoveToHub(options: MoveToHubOptions): MoveToHub {
  const { profile, membership, vault, hub, journal, carried, uploads, awaitsWindow, log, onHold } = options;
  const handOver = createHandOver(options);
  const bell = createBell();
  const state = createLiveState<MoveState>({ phase: "none" });
  let isBeginning = false;
  let calledOff = new AbortController();
  let attempting: Promise<void> = Promise.resolve();

  const tenantId = () => profile.get().dealership?.tenantId ?? null;
  const isOwnHub = () => profile.get().hubAddress === null;
  const plan = () => {
    const { moving, dealership, deviceId } = profile.get();
    return moving && dealership ? { ...moving, from: dealership.tenantId, deviceId } : null;
  };
  const isDecided = () => journal.desk()?.dealership?.tenantId === profile.get().moving?.tenantId;
  /** Null while the vault is locked. */
  const planned = async (): Promise<OtherHub | null> => {
    const { tenantId: to, hubAddress: address, deviceId } = plan()!;
    const secret = isOpen(vault) ? await vault.get(credentialOf(to)) : null;
    return secret === null ? null : otherHub({ address, deviceId, secret }, log);
  };

  const admitted = async (address: string, code: string): Promise<MoveAnswer> => {
    const { deviceId, deskName } = profile.get();
    const redeemed = await redeemCode(address, { deviceId, deskName, code });
    if (redeemed.kind !== "paired") return redeemed;
    const { secret, person, tenantId: to } = redeemed.pairing;
    if (to === tenantId()) {
      await membership.adopt(secret);
      return { kind: "alreadyThere" };
    }
    if (isOwnHub() && !hasAllRights(person.role)) {
      await otherHub({ address, deviceId, secret }, log).leave();
      return { kind: "roleTooSmall" };
    }
    try {
      await vault.set(credentialOf(to), secret);
      await profile.change({ moving: { tenantId: to, hubAddress: address } });
    } catch (error) {
      await otherHub({ address, deviceId, secret }, log).leave();
      if (isDiskFull(error)) return { kind: "diskFull" };
      throw error;
    }
    bell.ring();
    onHold();
    return { kind: "begun" };
  };

  const show = (next: (hubAddress: string) => MoveState) => {
    const { moving } = profile.get();
    if (moving) state.set(next(moving.hubAddress));
  };
  const showPacking = (photos: number, allPhotos: number) =>
    show((hubAddress) => ({ phase: "packing", hubAddress, photos, allPhotos }));

  const pack = async (signal: AbortSignal): Promise<number> => {
    showPacking(0, 0);
    const newHub = await planned();
    if (newHub === null) throw new CredentialLocked("The new hub's credential is in a locked vault");
    return handOver.make(plan()!, newHub, showPacking, signal);
  };

  /** From here on the desk belongs to the new hub; done again after a crash, it comes to the same. */
  const settle = async (photosElsewhere: number) => {
    const { from, tenantId: to, hubAddress } = plan()!;
    const { credential } = profile.get();
    awaitsWindow.set(true);
    await hub.stop();
    uploads.forget();
    await profile.change({
      dealership: { tenantId: to, start: "joined" },
      hubAddress,
      credential: credentialOf(to),
      replica: "",
      left: from,
      moving: null,
      removed: false,
    });
    carried.announce();
    await membership.changeHub(credential);
    state.set({ phase: "moved", photosElsewhere });
    log.info("moved to another hub", { photosElsewhere });
  };

  const attempt = async (signal: AbortSignal) => {
    calledOff = new AbortController();
    const until = AbortSignal.any([signal, calledOff.signal]);
    try {
      await settle(isDecided() ? 0 : await pack(until));
    } catch (error) {
      if (signal.aborted || (until.aborted && !isDecided())) return;
      const problem = isDecided() ? lateProblemOf(error) : problemOf(error);
      if (problem === "unexpected" || problem === "unfinished")
        log.error("the move to another hub stopped", error);
      show((hubAddress) => ({ phase: "stopped", hubAddress, problem }));
    }
  };

  return {
    state,
    async begin({ address: typed, code }) {
      const address = hubAddressOf(typed);
      if (address === null) return { kind: "addressInvalid" };
      if (
        tenantId() === null ||
        profile.get().moving !== null ||
        profile.get().newHub !== null ||
        isBeginning
      )
        return { kind: "notNow" };
      if (!isOpen(vault)) return { kind: "vaultLocked" };
      // Else costs would stay behind, which this desk does not see either.
      if (isOwnHub() && !hasAllRights(profile.get().role)) return { kind: "notAllowed" };
      if (isOwnHub() && hub.trouble.get() !== null) return { kind: "ownHubDown" };
      if ([hub.address(), ...(isOwnHub() ? membership.addresses() : [])].includes(address))
        return { kind: "alreadyThere" };
      isBeginning = true;
      return admitted(address, code).finally(() => (isBeginning = false));
    },
    again: () => bell.ring(),
    async stay() {
      calledOff.abort();
      await attempting;
      const left = plan();
      if (left === null || isDecided()) return;
      const newHub = await planned();
      await profile.change({ moving: null });
      await newHub?.leave();
      if (isOpen(vault)) await vault.remove(credentialOf(left.tenantId));
      state.set({ phase: "none" });
      await handOver.reopenHub();
      onHold();
    },
    arrived(arrivedAt) {
      if (!awaitsWindow.get() || arrivedAt !== tenantId()) return;
      awaitsWindow.set(false);
      onHold();
    },
    async resume() {
      if (plan() && isDecided()) await settle(0);
    },
    async run(signal) {
      const stopListening = vault.standing.subscribe(() => bell.ring());
      while (!signal.aborted) {
        if (plan()) await (attempting = attempt(signal));
        await bell.wait(signal);
      }
      stopListening();
    },
  };
}

class CredentialLocked extends Error {
  override readonly name = "CredentialLocked";
}

type Problem = Extract<MoveState, { phase: "stopped" }>["problem"];

function problemOf(error: unknown): Problem {
  if (error instanceof CredentialLocked) return "vaultLocked";
  if (error instanceof OtherHubUnavailable)
    return error.kind === "offline" ? "newHubUnreachable" : "notAdmitted";
  return isDiskFull(error) ? "diskFull" : "unexpected";
}

/** Once the journal has changed hands. */
function lateProblemOf(error: unknown): Problem {
  return isDiskFull(error) ? "unfinishedDiskFull" : "unfinished";
}

function isDiskFull(error: unknown): boolean {
  return error instanceof NoRoom || diskTrouble(error) === "diskFull";
}
