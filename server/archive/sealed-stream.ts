import { readerOf, segmentsOf } from "./byte-reader.ts";
import { loadSodium } from "./sodium.ts";

/*
 * Sealed bytes: 24 bytes of header, then segments of XChaCha20-Poly1305 (libsodium's secretstream), each of 1 MiB but the
 * last, which is tagged as the last. A segment that was changed, moved or taken from elsewhere does not open.
 */
const segmentSize = 1024 * 1024;

/** `first`: the key is another one, or the first segment was changed. `changed`: a later one was. `cutShort`: the end is missing. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
  readonly kind: "first" | "changed" | "cutShort";

  constructor(kind: SealBroken["kind"]) {
    super(`The sealed bytes do not open: ${kind}`);
    this.kind = kind;
  }
}

/** `key` has 32 bytes. */
export async function* sealStream(
  plain: AsyncIterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const sodium = await loadSodium();
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  yield header;
  for await (const { bytes, isLast } of segmentsOf(plain, segmentSize))
    yield sodium.crypto_secretstream_xchacha20poly1305_push(
      state,
      bytes,
      null,
      isLast
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    );
}

/** The plain bytes, each segment once it is known to be whole. Throws `SealBroken`. */
export async function* openStream(
  sealed: AsyncIterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const sodium = await loadSodium();
  const bytes = readerOf(sealed);
  const header = await bytes.take(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  if (header.length < sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    throw new SealBroken("cutShort");
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  const sealedSize = segmentSize + sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
  let isFirst = true;
  for await (const { bytes: segment, isLast } of segmentsOf(bytes.rest(), sealedSize)) {
    const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(state, segment, null);
    if (!opened) throw new SealBroken(isFirst ? "first" : "changed");
    if (isLast !== (opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL))
      throw new SealBroken("cutShort");
    isFirst = false;
    yield opened.message;
  }
}
