import { createHash } from "node:crypto";

/** Small pictures to show until there are renditions. They live in memory, as long as their import and its need of them. */
export interface Previews {
  /** The name that the picture is found by; null where there is no more room. */
  add(importId: string, jpeg: Buffer): string | null;
  find(sha256: string): Buffer | null;
  /** The import shows this one no more. */
  remove(importId: string, sha256: string): void;
  /** The import is over. */
  release(importId: string): void;
}

/** Bytes of all previews together: some ten thousand of what cameras put into their files. */
const defaultLimit = 64 * 1024 * 1024;

interface Preview {
  readonly jpeg: Buffer;
  /** How often each import shows it. */
  readonly uses: Map<string, number>;
}

export function createPreviews(limit: number = defaultLimit): Previews {
  const previews = new Map<string, Preview>();
  const byImport = new Map<string, Set<string>>();
  let bytes = 0;

  function drop(importId: string, sha256: string): void {
    const preview = previews.get(sha256);
    preview?.uses.delete(importId);
    byImport.get(importId)?.delete(sha256);
    if (!preview || preview.uses.size > 0) return;
    previews.delete(sha256);
    bytes -= preview.jpeg.length;
  }

  return {
    add(importId, jpeg) {
      const sha256 = createHash("sha256").update(jpeg).digest("hex");
      let preview = previews.get(sha256);
      if (!preview) {
        if (bytes + jpeg.length > limit) return null;
        // A copy: what is given may be a piece of a much larger read.
        preview = { jpeg: Buffer.from(jpeg), uses: new Map() };
        previews.set(sha256, preview);
        bytes += jpeg.length;
      }
      preview.uses.set(importId, (preview.uses.get(importId) ?? 0) + 1);
      byImport.set(importId, (byImport.get(importId) ?? new Set()).add(sha256));
      return sha256;
    },
    find: (sha256) => previews.get(sha256)?.jpeg ?? null,
    remove(importId, sha256) {
      const uses = previews.get(sha256)?.uses;
      const count = uses?.get(importId) ?? 0;
      if (count > 1) uses?.set(importId, count - 1);
      else drop(importId, sha256);
    },
    release(importId) {
      for (const sha256 of byImport.get(importId) ?? []) drop(importId, sha256);
      byImport.delete(importId);
    },
  };
}
