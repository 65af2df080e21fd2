import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LockAfter, LockState } from "#shared/contract/lock.ts";
import { nextPinAt } from "#shared/rules/pin-waits.ts";
import { syncFolder, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";
import { sleep } from "../sync/bell.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { type KeyCost, usualCost } from "../vault/key-derivation.ts";
import { imprintOf, isImprintOf, type LockFile, readLockFile } from "./lock-file.ts";
import { asMade, freshRecoveryCode } from "./recovery-code.ts";

export type PinRefusal = { readonly kind: "wrongPin" } | { readonly kind: "tooSoon"; readonly until: string };
type Done = { readonly kind: "done" };

/** Keeps a desk from being used while its person is away. It is locked from the start of the app on where it has a PIN. */
export interface DeskLock {
  readonly state: Pick<LiveState<LockState>, "get" | "subscribe">;
  isLocked(): boolean;
  /** Somebody is there: the time without input begins anew. */
  stillHere(): void;
  /** False where there is no PIN. */
  lockNow(): boolean;
  unlock(pin: string): Promise<Done | PinRefusal>;
  /** Sets a first PIN, or another in place of the present one. */
  setPin(
    present: string | null,
    pin: string,
  ): Promise<(Done & { readonly recoveryCode: string }) | PinRefusal>;
  removePin(present: string): Promise<Done | PinRefusal>;
  setAfter(after: LockAfter): Promise<void>;
  /** Opens the desk and forgets its PIN where the code is the one that came with it. */
  recover(recoveryCode: string): Promise<boolean>;
  /** Opens the desk and forgets its PIN: somebody else has vouched for its person. */
  forget(): Promise<void>;
  /** Locks after the time without input; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface DeskLockOptions {
  readonly dataFolder: string;
  readonly cost?: KeyCost;
  readonly now?: () => number;
  readonly log: Log;
}

/** Milliseconds between two looks at the clock: a timer would stand still while the computer sleeps. */
const lookEvery = 5_000;
const usualAfter = 15;

export async function openDeskLock(options: DeskLockOptions): Promise<DeskLock> {
  const { dataFolder, cost = usualCost, now = () => Date.now(), log } = options;
  const path = join(dataFolder, "lock.json");
  let file = await readLockFile(path, log);
  let locked = file !== null;
  let inputAt = now();
  let turn: Promise<unknown> = Promise.resolve();
  const state = createLiveState(stateOf(file, locked, now()));

  const tell = () => state.set(stateOf(file, locked, now()));
  /** One after the other, so that many guesses at once are as slow as one after another. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const acted = turn.then(act);
    turn = acted.catch(() => {});
    return acted;
  };
  const save = async (next: LockFile) => {
    await writeDurably(path, `${JSON.stringify(next)}\n`);
    file = next;
    tell();
  };
  const open = () => {
    locked = false;
    inputAt = now();
    tell();
  };
  const remove = async () => {
    await rm(path, { force: true });
    await syncFolder(dirname(path));
    file = null;
    open();
  };
  /** A try counts before it is looked at: who ends the app meanwhile has had it. Null where it is the PIN, or there is none. */
  const refusalOf = async (pin: string): Promise<PinRefusal | null> => {
    if (file === null) return null;
    const next = nextPinAt(file, now());
    if (next > now()) return { kind: "tooSoon", until: new Date(next).toISOString() };
    await save({ ...file, failed: file.failed + 1, lastAt: now() });
    if (!(await isImprintOf(pin, file.pin))) return { kind: "wrongPin" };
    await save({ ...file, failed: 0 });
    return null;
  };
  const lock = () => {
    if (file === null || locked) return;
    locked = true;
    log.info("the desk was locked");
    tell();
  };
  const lockWhereIdle = () => {
    const after = file?.after ?? null;
    if (after !== null && now() - inputAt >= after * 60_000) lock();
  };
  const isLocked = () => {
    lockWhereIdle();
    return locked;
  };

  return {
    state,
    isLocked,
    stillHere() {
      if (!isLocked()) inputAt = now();
    },
    lockNow() {
      lock();
      return file !== null;
    },
    unlock: (pin) =>
      inTurn(async () => {
        const refusal = await refusalOf(pin);
        if (refusal) return refusal;
        open();
        return { kind: "done" };
      }),
    setPin: (present, pin) =>
      inTurn(async () => {
        const refusal = await refusalOf(present ?? "");
        if (refusal) return refusal;
        const recoveryCode = freshRecoveryCode();
        const recovery = await imprintOf(asMade(recoveryCode), cost);
        const after = file ? file.after : usualAfter;
        inputAt = now();
        await save({ pin: await imprintOf(pin, cost), recovery, after, failed: 0, lastAt: 0 });
        return { kind: "done", recoveryCode };
      }),
    removePin: (present) =>
      inTurn(async () => {
        const refusal = await refusalOf(present);
        if (refusal) return refusal;
        await remove();
        return { kind: "done" };
      }),
    setAfter: (after) =>
      inTurn(async () => {
        if (file) await save({ ...file, after });
      }),
    recover: (recoveryCode) =>
      inTurn(async () => {
        if (file && !(await isImprintOf(asMade(recoveryCode), file.recovery))) return false;
        await remove();
        log.info("the desk was opened by its recovery code");
        return true;
      }),
    forget: () => inTurn(remove),
    async run(signal) {
      while (!signal.aborted) {
        lockWhereIdle();
        await sleep(lookEvery, signal);
      }
    },
  };
}

function stateOf(file: LockFile | null, locked: boolean, now: number): LockState {
  const next = file ? nextPinAt(file, now) : now;
  return {
    isSet: file !== null,
    locked,
    after: file?.after ?? null,
    waitUntil: next > now ? new Date(next).toISOString() : null,
  };
}
