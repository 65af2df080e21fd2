import { open } from "node:fs/promises";

/** Lists that the user has given to the app; nothing else on the disk is read through it. */
export interface StockListFiles {
  /** The user chose this file in the dialog, or opened it with the app. */
  allow(path: string): void;
  /** Null where the file was not given to the app. Throws what the file system throws. */
  read(path: string, from: number): Promise<{ bytes: Uint8Array; size: number } | null>;
}

/** Bytes that cross the bridge in one message. */
const partSize = 384 * 1024;

export function createStockListFiles(): StockListFiles {
  const allowed = new Set<string>();
  return {
    allow: (path) => void allowed.add(path),
    async read(path, from) {
      if (!allowed.has(path)) return null;
      await using file = await open(path, "r");
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(partSize), 0, partSize, from);
      return { bytes: buffer.subarray(0, bytesRead), size };
    },
  };
}
