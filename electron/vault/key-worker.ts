/** Turns a passphrase into a key in a thread of its own, because it takes most of a second by design. */
import { parentPort, workerData } from "node:worker_threads";
import type { KeyOrder } from "./key-derivation.ts";
import { loadSodium } from "#server/archive/sodium.ts";

const { passphrase, salt, opsLimit, memLimit } = workerData as KeyOrder;
const sodium = await loadSodium();
const key = sodium.crypto_pwhash(
  sodium.crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
  passphrase,
  salt,
  opsLimit,
  memLimit,
  sodium.crypto_pwhash_ALG_ARGON2ID13,
);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(key);
