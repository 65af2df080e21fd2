import { safeStorage } from "electron";
import type { Log } from "../log.ts";
import type { SecretBox } from "../vault/vault.ts";

/**
 * Seals credentials with the system's key ring. Null where there is none: Linux then offers `basic_text`, whose key is in
 * Chromium's own source code, and that is refused.
 */
export async function openSecretBox(log: Log): Promise<SecretBox | null> {
  if (await hasKeyRing()) return keyRing();
  log.info("no key ring: credentials need a passphrase");
  return null;
}

async function hasKeyRing(): Promise<boolean> {
  if (process.platform === "linux" && weak.has(safeStorage.getSelectedStorageBackend())) return false;
  return safeStorage.isAsyncEncryptionAvailable();
}

const weak: ReadonlySet<string> = new Set(["basic_text", "unknown"]);

function keyRing(): SecretBox {
  return {
    strength: "os",
    seal: (text) => safeStorage.encryptStringAsync(text),
    async open(bytes) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, sealAnew: shouldReEncrypt };
    },
  };
}
