import { stat, utimes } from "node:fs/promises";
import type { BlobStore } from "../photos/blob-store.ts";

interface KeptBlob {
  readonly bytes: number;
  /** Milliseconds since 1970: when it was last read, as far as it was noted, else when it came. */
  readonly usedAt: number;
}

/** What lies in the content store. The time of a blob's last use is its file's own time, so nothing else has to be kept. */
export interface StoreContents {
  readonly bytes: number;
  has(sha256: string): boolean;
  all(): MapIterator<[sha256: string, blob: KeptBlob]>;
  /** Looks at the whole store. */
  scan(signal: AbortSignal): Promise<void>;
  /** A blob may have come. */
  note(sha256: string): Promise<void>;
  forget(sha256: string): void;
  touch(sha256: string): Promise<void>;
}

export function createStoreContents(blobs: Pick<BlobStore, "path" | "hashes">): StoreContents {
  const kept = new Map<string, KeptBlob>();
  let bytes = 0;
  const forget = (sha256: string) => {
    bytes -= kept.get(sha256)?.bytes ?? 0;
    kept.delete(sha256);
  };
  const note = async (sha256: string) => {
    const found = await stat(blobs.path(sha256)).catch(() => null);
    forget(sha256);
    if (!found) return;
    kept.set(sha256, { bytes: found.size, usedAt: found.mtimeMs });
    bytes += found.size;
  };

  return {
    get bytes() {
      return bytes;
    },
    has: (sha256) => kept.has(sha256),
    all: () => kept.entries(),
    async scan(signal) {
      for await (const sha256 of blobs.hashes()) {
        if (signal.aborted) return;
        await note(sha256);
      }
    },
    note,
    forget,
    touch: (sha256) => utimes(blobs.path(sha256), new Date(), new Date()),
  };
}
