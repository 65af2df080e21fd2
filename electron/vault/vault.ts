import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";

/** What turns a secret into bytes that are safe on disk. `os`: the system's keyring; `file`: a key in a file beside. */
export interface SecretBox {
  readonly strength: "os" | "file";
  seal(text: string): Promise<Uint8Array>;
  open(bytes: Uint8Array): Promise<string>;
}

/** Credentials by name, encrypted at rest. They never leave main. */
export interface Vault {
  readonly strength: "os" | "file";
  /** Null where there is none, and where this box cannot open it (another user's, a lost keyring). */
  get(name: string): Promise<string | null>;
  set(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/**
 * One file per credential and box, so that two hosts of one folder never overwrite what the other cannot read.
 */
export async function openVault(options: { folder: string; secrets: SecretBox; log: Log }): Promise<Vault> {
  const { folder, secrets, log } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fileOf = (name: string) => {
    if (!/^[a-z0-9-]{1,60}$/.test(name))
      throw new RangeError("A credential's name is lower-case letters, digits and -");
    return join(folder, `${name}.${secrets.strength}.sealed`);
  };

  return {
    strength: secrets.strength,
    async get(name) {
      const sealed = await readFile(fileOf(name)).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      if (!sealed) return null;
      return secrets.open(sealed).catch((error: unknown) => {
        log.error("credential cannot be opened", error, { name });
        return null;
      });
    },
    async set(name, secret) {
      await writeDurably(fileOf(name), await secrets.seal(secret));
    },
    async remove(name) {
      await rm(fileOf(name), { force: true });
    },
  };
}
