import { createHash } from "node:crypto";

/**
 * RxDB hashes the names of what it notes, some twenty for each desk that starts, which takes Node's pool of threads six times as long
 * as it takes without.
 */
crypto.subtle.digest = async (algorithm, data) => {
  const name = typeof algorithm === "string" ? algorithm : algorithm.name;
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return new Uint8Array(createHash(name).update(bytes).digest()).buffer;
};
