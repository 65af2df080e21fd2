import crypto, { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

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
export function hashCode(typed: string): Promise<string> {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return isOfNode ? hashAside(code) : hashHere(code);
}

/** BLAKE2b of "autosell pairing code". */
const codeSalt = Buffer.from("f44a779229ba2e18154ddc137810beba", "hex");
const [passes, kibibytes, hashBytes] = [2, 19 * 1024, 32];

/** Electron's Node is built on a library without it; there the hub has a thread of its own, for the desks of one dealership. */
const isOfNode = "argon2" in crypto;

/** On a thread beside, so that others are answered meanwhile: it takes a tenth of a second. */
async function hashAside(code: string): Promise<string> {
  const hash = await promisify(crypto.argon2)("argon2id", {
    message: code,
    nonce: codeSalt,
    parallelism: 1,
    tagLength: hashBytes,
    memory: kibibytes,
    passes,
  });
  return hash.toString("base64url");
}

/** The same, on this thread. */
export async function hashHere(code: string): Promise<string> {
  const { default: sodium, ready } = await import("libsodium-wrappers-sumo");
  await ready;
  const { crypto_pwhash: hash, crypto_pwhash_ALG_ARGON2ID13: argon2id } = sodium;
  return hash(hashBytes, code, codeSalt, passes, kibibytes * 1024, argon2id, "base64");
}
