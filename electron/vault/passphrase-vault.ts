import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { VaultStanding } from "#shared/contract/accounts.ts";
import { isMissing, syncFolder, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";
import { createLiveState } from "../sync/live-state.ts";
import { openFileSecretBox } from "./file-secret-box.ts";
import { deriveKey, type KeyCost, usualCost } from "./key-derivation.ts";
import {
  type Credentials,
  freshHeader,
  openFile,
  parseFile,
  type PassphraseFile,
  saltOf,
  sealFile,
  type VaultKey,
} from "./passphrase-file.ts";
import { checkedName, openVault, type Vault, VaultLocked } from "./vault.ts";

export interface PassphraseVaultOptions {
  readonly folder: string;
  /** The key file of a vault that this folder had before, whose credentials are taken over with the first passphrase. */
  readonly earlierKey: string;
  readonly cost?: KeyCost;
  readonly log: Log;
}

interface Unlocked {
  readonly key: VaultKey;
  readonly credentials: Credentials;
}

/**
 * A vault for a system that offers no encryption. All credentials are in one file that is replaced whole, so that after a crash
 * in the midst of a change of the passphrase everything is sealed by the old one or everything by the new one.
 */
export async function openPassphraseVault(options: PassphraseVaultOptions): Promise<Vault> {
  const { folder, cost = usualCost, log } = options;
  const path = join(folder, "credentials.passphrase.sealed");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeHalfWritten(folder);
  let file = await read(path);
  let unlocked: Unlocked | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const standing = createLiveState<VaultStanding>({ protection: "passphrase", state: stateOf(file) });

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const acted = turn.then(act);
    turn = acted.catch(() => {});
    return acted;
  };
  const tell = () => standing.set({ protection: "passphrase", state: unlocked ? "open" : stateOf(file) });
  const save = async (key: VaultKey, credentials: Credentials) => {
    const text = await sealFile(key, credentials);
    await writeDurably(path, text);
    file = parseFile(text);
    unlocked = { key, credentials };
    tell();
  };
  const sealAnew = async (passphrase: string, credentials: Credentials) => {
    const header = await freshHeader(cost);
    await save({ header, key: await keyOf(header, passphrase) }, credentials);
  };
  const opened = async (passphrase: string): Promise<Unlocked | null> => {
    if (file === null || file === "damaged") return null;
    const { header } = file;
    const key = await keyOf(header, passphrase);
    const credentials = await openFile(file, key);
    return credentials && { key: { header, key }, credentials };
  };
  const current = () => {
    if (!unlocked) throw new VaultLocked();
    return unlocked;
  };

  return {
    standing,
    get: (name) => inTurn(async () => current().credentials.get(checkedName(name)) ?? null),
    set: (name, secret) =>
      inTurn(async () => {
        const { key, credentials } = current();
        await save(key, new Map(credentials).set(checkedName(name), secret));
      }),
    remove: (name) =>
      inTurn(async () => {
        const { key, credentials } = current();
        const rest = new Map(credentials);
        if (rest.delete(checkedName(name))) await save(key, rest);
      }),
    passphrase: {
      unlock: (passphrase) =>
        inTurn(async () => {
          if (unlocked) return "done";
          if (stateOf(file) !== "locked") return "notNow";
          unlocked = await opened(passphrase);
          tell();
          return unlocked ? "done" : "wrongPassphrase";
        }),
      choose: (passphrase) =>
        inTurn(async () => {
          if (file !== null) return "notNow";
          const earlier = await earlierCredentials(options);
          await sealAnew(passphrase, earlier.credentials);
          await earlier.remove();
          log.info("a passphrase was chosen", { takenOver: earlier.credentials.size });
          return "done";
        }),
      change: (present, next) =>
        inTurn(async () => {
          if (file === null || file === "damaged") return "notNow";
          const found = await opened(present);
          if (!found) return "wrongPassphrase";
          await sealAnew(next, found.credentials);
          log.info("the passphrase was changed");
          return "done";
        }),
      reset: () =>
        inTurn(async () => {
          if (file === null) return "notNow";
          await rm(path, { force: true });
          await syncFolder(folder);
          file = null;
          unlocked = null;
          tell();
          log.info("the credentials were forgotten with their passphrase");
          return "done";
        }),
    },
  };
}

type Found = PassphraseFile | "damaged" | null;

function stateOf(file: Found): VaultStanding["state"] {
  if (file === null) return "unset";
  return file === "damaged" ? "damaged" : "locked";
}

function keyOf(header: VaultKey["header"], passphrase: string): Promise<Uint8Array> {
  const { opsLimit, memLimit } = header;
  return deriveKey({ passphrase, salt: saltOf(header), opsLimit, memLimit });
}

async function read(path: string): Promise<Found> {
  try {
    return parseFile(await readFile(path, "utf8")) ?? "damaged";
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** What a crash left of a write that never counted. */
async function removeHalfWritten(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".tmp"));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

/** What an earlier version had sealed with a key that lies beside it, which is no protection to speak of. */
async function earlierCredentials({ folder, earlierKey, log }: PassphraseVaultOptions) {
  const credentials = new Map<string, string>();
  if (!existsSync(earlierKey)) return { credentials, remove: async () => {} };
  const vault = await openVault({ folder, secrets: await openFileSecretBox(earlierKey), log });
  const suffix = ".file.sealed";
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix));
  for (const name of names.map((file) => file.slice(0, -suffix.length))) {
    const secret = await vault.get(name);
    if (secret !== null) credentials.set(name, secret);
  }
  const remove = async () => {
    for (const name of credentials.keys()) await vault.remove(name);
  };
  return { credentials, remove };
}
