import { type ByteReader, readerOf } from "#server/archive/byte-reader.ts";
import { openStream, SealBroken, sealStream } from "#server/archive/sealed-stream.ts";
import { loadSodium, type Sodium } from "#server/archive/sodium.ts";
import { BackupDamaged, BackupRefused } from "./failures.ts";

/* A sealed backup: the mark, 16 bytes of salt, and a sealed stream. The key is argon2id of the passphrase. */
const mark = Buffer.from("autosell-sealed-backup-1\n");

function keyOf(sodium: Sodium, passphrase: string, salt: Uint8Array): Uint8Array {
  return sodium.crypto_pwhash(
    sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES,
    passphrase.normalize("NFC"),
    salt,
    sodium.crypto_pwhash_OPSLIMIT_MODERATE,
    sodium.crypto_pwhash_MEMLIMIT_MODERATE,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}

export async function* seal(
  plain: AsyncIterable<Uint8Array>,
  passphrase: string,
): AsyncGenerator<Uint8Array> {
  const sodium = await loadSodium();
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES);
  yield Buffer.concat([mark, salt]);
  yield* sealStream(plain, keyOf(sodium, passphrase, salt));
}

/** The bytes as they are where they were not sealed. */
export async function* unseal(
  stored: AsyncIterable<Uint8Array>,
  passphrase: string | null,
): AsyncGenerator<Uint8Array> {
  const bytes = readerOf(stored);
  const start = await bytes.take(mark.length);
  if (!start.equals(mark)) {
    if (start.length > 0) yield start;
    yield* bytes.rest();
    return;
  }
  if (passphrase === null) throw new BackupRefused("The backup is sealed: its passphrase is needed.");
  yield* opened(bytes, passphrase);
}

async function* opened(bytes: ByteReader, passphrase: string): AsyncGenerator<Uint8Array> {
  const sodium = await loadSodium();
  const salt = await bytes.take(sodium.crypto_pwhash_SALTBYTES);
  if (salt.length < sodium.crypto_pwhash_SALTBYTES) throw inWords("cutShort");
  try {
    yield* openStream(bytes.rest(), keyOf(sodium, passphrase, salt));
  } catch (error) {
    throw error instanceof SealBroken ? inWords(error.kind) : error;
  }
}

function inWords(kind: SealBroken["kind"]): BackupRefused {
  if (kind === "cutShort") return new BackupDamaged("its end is missing");
  if (kind === "changed") return new BackupDamaged("a sealed part of it was changed");
  return new BackupRefused(
    "The passphrase is not the one that the backup was sealed with, or the file is damaged.",
  );
}
