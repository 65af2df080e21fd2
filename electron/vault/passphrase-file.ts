import { createHash } from "node:crypto";
import * as z from "zod";
import type { KeyCost } from "./key-derivation.ts";
import { loadSodium, type Sodium } from "#server/archive/sodium.ts";

/*
 * The file of a vault that is sealed by a passphrase: one JSON document, replaced whole at every change.
 *
 *   header    how the key is made of the passphrase; readable, and authenticated with the contents
 *   nonce     24 random bytes, new at every write
 *   sealed    XChaCha20-Poly1305 of the credentials as JSON
 *   checksum  SHA-256 of the above, so that a damaged file is not taken for a wrong passphrase
 *
 * Bytes are written in base64.
 */

const Bytes = z.base64();

const Header = z.object({
  version: z.literal(1),
  kdf: z.literal("argon2id13"),
  salt: Bytes,
  /** Bounded, so that a file that was tampered with cannot ask for all of the computer. */
  opsLimit: z.int().min(1).max(20),
  memLimit: z
    .int()
    .min(8192)
    .max(1024 * 1024 * 1024),
  cipher: z.literal("xchacha20poly1305-ietf"),
});
type Header = z.infer<typeof Header>;

const Contents = z.object({ header: Header, nonce: Bytes, sealed: Bytes });
type Contents = z.infer<typeof Contents>;

const PassphraseFile = Contents.extend({ checksum: z.string() }).refine(
  (file) => file.checksum === checksumOf(file),
  "damaged",
);
export type PassphraseFile = z.infer<typeof PassphraseFile>;

const Credentials = z.record(z.string(), z.string());
export type Credentials = ReadonlyMap<string, string>;

/** The key of a vault together with what made it. */
export interface VaultKey {
  readonly header: Header;
  readonly key: Uint8Array;
}

export async function freshHeader(cost: KeyCost): Promise<Header> {
  const sodium = await loadSodium();
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES);
  return { version: 1, kdf: "argon2id13", salt: base64(salt), ...cost, cipher: "xchacha20poly1305-ietf" };
}

export function saltOf({ salt }: Header): Uint8Array {
  return Buffer.from(salt, "base64");
}

/** Null where it is none, or was damaged. */
export function parseFile(text: string): PassphraseFile | null {
  try {
    return PassphraseFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export async function sealFile({ header, key }: VaultKey, credentials: Credentials): Promise<string> {
  const sodium = await loadSodium();
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    JSON.stringify(Object.fromEntries(credentials)),
    JSON.stringify(header),
    null,
    nonce,
    key,
  );
  const contents = { header, nonce: base64(nonce), sealed: base64(sealed) };
  return `${JSON.stringify({ ...contents, checksum: checksumOf(contents) })}\n`;
}

/** Null where the key is not the file's. */
export async function openFile(file: PassphraseFile, key: Uint8Array): Promise<Credentials | null> {
  const sodium = await loadSodium();
  const opened = unsealed(sodium, file, key);
  return (
    opened && new Map(Object.entries(Credentials.parse(JSON.parse(Buffer.from(opened).toString("utf8")))))
  );
}

function unsealed(
  sodium: Sodium,
  { header, nonce, sealed }: PassphraseFile,
  key: Uint8Array,
): Uint8Array | null {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      Buffer.from(sealed, "base64"),
      JSON.stringify(header),
      Buffer.from(nonce, "base64"),
      key,
    );
  } catch {
    return null;
  }
}

function checksumOf({ header, nonce, sealed }: Contents): string {
  return createHash("sha256")
    .update(JSON.stringify([header, nonce, sealed]))
    .digest("hex");
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
