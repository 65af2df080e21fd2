import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { SecretBox } from "./vault.ts";

const version = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a random key in a file that only this user may read. It keeps a copied or backed-up credential file
 * useless by itself; it does not keep out whoever can read the whole folder. It is for the browser host, which is for
 * evaluation: Electron uses the system's keyring.
 */
export async function openFileSecretBox(keyFile: string): Promise<SecretBox> {
  const key = await readOrCreateKey(keyFile);
  return {
    strength: "file",
    seal: (text) => Promise.resolve(seal(key, text)),
    // A promise even where opening throws.
    open: async (bytes) => ({ text: unseal(key, bytes), sealAnew: false }),
  };
}

/** A random key that lives as long as the folder: 32 bytes in a file of mode 0600. */
export async function readOrCreateKey(file: string): Promise<Buffer> {
  const found = await readFile(file).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (found && found.length !== keyBytes)
    throw new Error(`The key file is damaged: it has not ${keyBytes} bytes`);
  if (found) return found;
  const key = randomBytes(keyBytes);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeDurably(file, key);
  return key;
}

function seal(key: Uint8Array, text: string): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
}

function unseal(key: Uint8Array, bytes: Uint8Array): string {
  if (bytes[0] !== version || bytes.length < 1 + nonceBytes + tagBytes)
    throw new Error("Not a sealed credential");
  const nonce = bytes.subarray(1, 1 + nonceBytes);
  const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAuthTag(tag);
  const text = decipher.update(bytes.subarray(1 + nonceBytes + tagBytes));
  return Buffer.concat([text, decipher.final()]).toString("utf8");
}
