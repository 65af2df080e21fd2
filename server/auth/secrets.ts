import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** 256 bits, as a desk keeps it. */
export function createSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a secret. Secrets are random, so a plain hash cannot be guessed back. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Whether a secret has this hash, in the same time however much of it is right. */
export function isSecret(secret: string, hash: string): boolean {
  const given = Buffer.from(hashSecret(secret));
  const kept = Buffer.from(hash);
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** Letters and digits that nobody confuses when reading aloud or typing over: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const alphabet = "34679ACDEFGHJKMNPQRTUVWXY";
const codeLength = 8;

/** A code for people, `ABCD-EFGH`: 37 bits. */
export function createCode(): string {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/**
 * The hash of a code as typed, whatever the case and the separators. A code has so few letters that a fast hash of it could be
 * guessed back from a stolen database before an invitation ends, so this one is argon2id with OWASP's parameters. The salt is
 * the same for all, because the code is looked up by its hash; codes are random and short-lived, so nothing is gained by a
 * table of them.
 */
export async function hashCode(typed: string): Promise<string> {
  const { default: sodium, ready } = await import("libsodium-wrappers-sumo");
  await ready;
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const salt = sodium.crypto_generichash(sodium.crypto_pwhash_SALTBYTES, "autosell pairing code", null);
  return sodium.crypto_pwhash(
    32,
    code,
    salt,
    2,
    19 * 1024 * 1024,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
    "base64",
  );
}
