import { BackupDamaged, BackupRefused } from "./failures.ts";

/*
 * A sealed backup: the mark, 16 bytes of salt and 24 of header, then segments of XChaCha20-Poly1305 (libsodium's
 * secretstream), each of 1 MiB but the last, which is tagged as the last. The key is argon2id of the passphrase.
 */
const mark = Buffer.from("autosell-sealed-backup-1\n");
const segmentSize = 1024 * 1024;

async function loadSodium() {
  const { default: sodium, ready } = await import("libsodium-wrappers-sumo");
  await ready;
  return sodium;
}

type Sodium = Awaited<ReturnType<typeof loadSodium>>;

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
  const key = keyOf(sodium, passphrase, salt);
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  yield Buffer.concat([mark, salt, header]);
  for await (const { bytes, isLast } of segments(plain, segmentSize))
    yield sodium.crypto_secretstream_xchacha20poly1305_push(
      state,
      bytes,
      null,
      isLast
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    );
}

/** The bytes as they are where they were not sealed. */
export async function* unseal(
  stored: AsyncIterable<Uint8Array>,
  passphrase: string | null,
): AsyncGenerator<Uint8Array> {
  const bytes = reader(stored);
  const start = await bytes.take(mark.length);
  if (!start.equals(mark)) {
    if (start.length > 0) yield start;
    yield* bytes.rest();
    return;
  }
  if (passphrase === null) throw new BackupRefused("The backup is sealed: its passphrase is needed.");
  yield* opened(bytes, passphrase);
}

async function* opened(bytes: Reader, passphrase: string): AsyncGenerator<Uint8Array> {
  const sodium = await loadSodium();
  const salt = await bytes.take(sodium.crypto_pwhash_SALTBYTES);
  const header = await bytes.take(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  if (header.length < sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES) throw cutShort();
  const key = keyOf(sodium, passphrase, salt);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  const sealedSize = segmentSize + sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
  let isFirst = true;
  for await (const { bytes: segment, isLast } of segments(bytes.rest(), sealedSize)) {
    const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(state, segment, null);
    if (!opened)
      throw isFirst
        ? new BackupRefused(
            "The passphrase is not the one that the backup was sealed with, or the file is damaged.",
          )
        : new BackupDamaged("a sealed part of it was changed");
    if (isLast !== (opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL)) throw cutShort();
    isFirst = false;
    yield opened.message;
  }
}

const cutShort = () => new BackupDamaged("its end is missing");

interface Reader {
  /** So many bytes, or fewer where there are no more. */
  take(size: number): Promise<Buffer>;
  rest(): AsyncGenerator<Uint8Array>;
}

function reader(source: AsyncIterable<Uint8Array>): Reader {
  const iterator = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  return {
    async take(size) {
      while (held.length < size) {
        const { value, done } = await iterator.next();
        if (done) break;
        held = Buffer.concat([held, value]);
      }
      const taken = held.subarray(0, size);
      held = held.subarray(size);
      return taken;
    },
    async *rest() {
      if (held.length > 0) yield held;
      yield* { [Symbol.asyncIterator]: () => iterator };
    },
  };
}

/** Pieces of one size, the last one shorter; there is always a last one, which may be empty. */
async function* segments(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ bytes: Uint8Array; isLast: boolean }> {
  const bytes = reader(source);
  let segment = await bytes.take(size);
  while (segment.length === size) {
    const next = await bytes.take(size);
    if (next.length === 0) break;
    yield { bytes: segment, isLast: false };
    segment = next;
  }
  yield { bytes: segment, isLast: true };
}
