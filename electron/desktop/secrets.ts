import { join } from "node:path";
import { safeStorage } from "electron";
import type { Log } from "../log.ts";
import { openFileSecretBox } from "../vault/file-secret-box.ts";
import type { SecretBox } from "../vault/vault.ts";

/**
 * Seals credentials with the system's key ring. Where a Linux desktop has none, safeStorage offers `basic_text`, whose
 * key is in its own source code: that is refused, and a key of this desk's own in a file stands in and says so
 * (`strength: "file"`).
 */
export async function openSecretBox(options: { dataFolder: string; log: Log }): Promise<SecretBox> {
  if (await hasKeyRing()) return keyRing();
  options.log.info("no key ring: credentials are sealed by a key in a file");
  return openFileSecretBox(join(options.dataFolder, "secret.key"));
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
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return result;
    },
  };
}
