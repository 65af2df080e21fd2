import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import type { BlobStore } from "../photos/blob-store.ts";

/** Puts bytes into the content store, durably; answers their sha256. */
export async function storeBytes(
  bytes: Buffer,
  blobs: Pick<BlobStore, "tempFile" | "adopt">,
): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const temporary = blobs.tempFile();
  try {
    await writeFile(temporary, bytes, { flag: "wx" });
    await blobs.adopt(temporary, sha256);
  } finally {
    await rm(temporary, { force: true });
  }
  return sha256;
}
