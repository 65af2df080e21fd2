import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFile, rename } from "node:fs/promises";
import * as z from "zod";
import { LockAfter } from "#shared/contract/lock.ts";
import { isMissing } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";
import { deriveKey, type KeyCost } from "../vault/key-derivation.ts";

/** What a secret is known by again: argon2id of it, with what it was made with. */
const Imprint = z.object({
  salt: z.base64(),
  opsLimit: z.int().min(1).max(20),
  memLimit: z
    .int()
    .min(8192)
    .max(1024 * 1024 * 1024),
  key: z.base64(),
});
type Imprint = z.infer<typeof Imprint>;

const LockFile = z.object({
  pin: Imprint,
  recovery: Imprint,
  after: LockAfter,
  /** Wrong PINs in a row, and when the last of them was given. */
  failed: z.int().min(0),
  lastAt: z.number(),
});
export type LockFile = z.infer<typeof LockFile>;

/**
 * Null where there is none. One that cannot be read is set aside and the desk is without a PIN: it would keep nobody out who
 * can write here, and its owner for good.
 */
export async function readLockFile(path: string, log: Log): Promise<LockFile | null> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return LockFile.parse(JSON.parse(text));
  } catch (error) {
    await rename(path, `${path}.damaged-${Date.now()}`);
    log.error("the desk's lock cannot be read and was set aside", error);
    return null;
  }
}

const saltBytes = 16;

export async function imprintOf(secret: string, cost: KeyCost): Promise<Imprint> {
  const salt = randomBytes(saltBytes);
  const key = await deriveKey({ passphrase: secret, salt, ...cost });
  return { salt: salt.toString("base64"), ...cost, key: Buffer.from(key).toString("base64") };
}

export async function isImprintOf(secret: string, { salt, key, ...cost }: Imprint): Promise<boolean> {
  const expected = Buffer.from(key, "base64");
  const derived = await deriveKey({ passphrase: secret, salt: Buffer.from(salt, "base64"), ...cost });
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}
