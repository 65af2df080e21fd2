import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { VaultStanding } from "#shared/contract/accounts.ts";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";

/** What turns a secret into bytes that are safe on disk. `os`: the system's keyring; `file`: a key in a file beside. */
export interface SecretBox {
  readonly strength: "os" | "file";
  seal(text: string): Promise<Uint8Array>;
  /** `sealAnew` where the key has changed, and what it opened should be sealed with the new one. */
  open(bytes: Uint8Array): Promise<{ readonly text: string; readonly sealAnew: boolean }>;
}

/** Credentials by name, encrypted at rest. They never leave main. */
export interface Vault {
  readonly standing: Pick<LiveState<VaultStanding>, "get" | "subscribe">;
  /** Null where there is none, and where it cannot be opened here (another user's, a lost keyring). Throws `VaultLocked`. */
  get(name: string): Promise<string | null>;
  /** Resolves when it is on disk. Throws `VaultLocked`. */
  set(name: string, secret: string): Promise<void>;
  /** Throws `VaultLocked`. */
  remove(name: string): Promise<void>;
  /** Null where no passphrase is asked for. */
  readonly passphrase: PassphraseLock | null;
}

/** What a person does with the passphrase of a vault. None of it changes anything where it does not succeed. */
interface PassphraseLock {
  unlock(passphrase: string): Promise<"done" | "wrongPassphrase" | "notNow">;
  /** Chooses the first one. */
  choose(passphrase: string): Promise<"done" | "notNow">;
  change(present: string, next: string): Promise<"done" | "wrongPassphrase" | "notNow">;
  /** Forgets every credential. */
  reset(): Promise<"done" | "notNow">;
}

/** Nothing can be read or kept until the passphrase is given. */
export class VaultLocked extends Error {
  override readonly name = "VaultLocked";

  constructor() {
    super("The vault is locked");
  }
}

export function isOpen(vault: Pick<Vault, "standing">): boolean {
  return vault.standing.get().state === "open";
}

export function checkedName(name: string): string {
  if (!/^[a-z0-9-]{1,60}$/.test(name))
    throw new RangeError("A credential's name is lower-case letters, digits and -");
  return name;
}

/**
 * A vault that is always open, because the box has its own key. One file per credential and box, so that two hosts of one
 * folder never overwrite what the other cannot read.
 */
export async function openVault(options: { folder: string; secrets: SecretBox; log: Log }): Promise<Vault> {
  const { folder, secrets, log } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (name: string) => join(folder, `${checkedName(name)}.${secrets.strength}.sealed`);
  const keep = async (name: string, secret: string) => writeDurably(fileOf(name), await secrets.seal(secret));

  return {
    standing: createLiveState<VaultStanding>({ protection: secrets.strength, state: "open" }),
    passphrase: null,
    async get(name) {
      const sealed = await readFile(fileOf(name)).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      if (!sealed) return null;
      try {
        const { text, sealAnew } = await secrets.open(sealed);
        if (sealAnew) await keep(name, text);
        return text;
      } catch (error) {
        log.error("credential cannot be opened", error, { name });
        return null;
      }
    },
    set: keep,
    async remove(name) {
      await rm(fileOf(name), { force: true });
    },
  };
}
