import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { entryFile } from "../desk/entry-file.ts";

/** What argon2id is asked for: passes over `memLimit` bytes. */
export interface KeyCost {
  readonly opsLimit: number;
  readonly memLimit: number;
}

export interface KeyOrder extends KeyCost {
  readonly passphrase: string;
  readonly salt: Uint8Array;
}

/** The second choice of RFC 9106: three passes over 64 MiB. */
export const usualCost: KeyCost = { opsLimit: 3, memLimit: 64 * 1024 * 1024 };

/** The key that argon2id makes of a passphrase; the same letters give the same key however a keyboard composes them. */
export async function deriveKey({ passphrase, ...order }: KeyOrder): Promise<Uint8Array> {
  const workerData: KeyOrder = { ...order, passphrase: passphrase.normalize("NFKC") };
  const worker = new Worker(entryFile(import.meta.url, "./key-worker.ts", "key-worker.js"), {
    workerData,
    name: "vault key",
  });
  try {
    const [key] = (await once(worker, "message")) as [Uint8Array];
    return key;
  } finally {
    await worker.terminate();
  }
}
