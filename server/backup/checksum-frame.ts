import { createHash } from "node:crypto";
import { BackupDamaged } from "./failures.ts";

/**
 * A skippable frame of zstd (RFC 8878, 3.1.2), which other readers pass over, with the SHA-256 of all bytes before it. Node
 * does not look at zstd's own checksum where the contents are longer than a buffer.
 */
const head = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 32, 0, 0, 0]);
const frameSize = head.length + 32;

/** The bytes, and at their end the frame. */
export async function* withChecksum(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
  yield Buffer.concat([head, hash.digest()]);
}

/** The bytes before the frame. Throws `BackupDamaged` at their end where they are not those that were written. */
export async function* checkedBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let held = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = Buffer.concat([held, chunk]);
    const sure = bytes.subarray(0, Math.max(0, bytes.length - frameSize));
    held = bytes.subarray(sure.length);
    hash.update(sure);
    if (sure.length > 0) yield sure;
  }
  if (!held.equals(Buffer.concat([head, hash.digest()])))
    throw new BackupDamaged("its bytes are not those that were written");
}
