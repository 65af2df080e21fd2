/** Who reads which blobs, and when each was last read: what is in use is not removed. */
export interface BlobUse {
  /** Takes note that somebody reads it from now on; resolves once nobody is removing it. */
  read(sha256: string): Promise<void>;
  /** It is not removed until this is disposed. */
  hold(sha256: string): Disposable;
  /** Milliseconds since 1970; 0 where it was not read in this run. */
  lastRead(sha256: string): number;
  /** Whether it may not be removed now. */
  isInUse(sha256: string): boolean;
  /** False, and nothing was done, where it is in use. */
  remove(sha256: string, act: () => Promise<void>): Promise<boolean>;
}

export interface BlobUseOptions {
  /** Keeps the time over a restart. */
  readonly touch: (sha256: string) => Promise<void>;
  readonly now?: () => number;
  /** Milliseconds for which a blob stays after it was read: whoever has its path is still opening it. */
  readonly grace?: number;
}

/** Milliseconds between two times that are kept of one blob: which hour it was is all that is asked of them. */
const touchEvery = 3_600_000;

export function createBlobUse({ touch, now = Date.now, grace = 60_000 }: BlobUseOptions): BlobUse {
  const readAt = new Map<string, number>();
  const touchedAt = new Map<string, number>();
  const holds = new Map<string, number>();
  const removals = new Map<string, Promise<void>>();

  const touchSometimes = (sha256: string) => {
    if (now() - (touchedAt.get(sha256) ?? 0) < touchEvery) return;
    touchedAt.set(sha256, now());
    // One that is not here yet has its own time once it is.
    void touch(sha256).catch(() => {});
  };
  const isInUse = (sha256: string) => holds.has(sha256) || now() - (readAt.get(sha256) ?? 0) < grace;

  return {
    isInUse,
    async read(sha256) {
      readAt.set(sha256, now());
      await removals.get(sha256);
      touchSometimes(sha256);
    },
    hold(sha256) {
      holds.set(sha256, (holds.get(sha256) ?? 0) + 1);
      let held = true;
      return {
        [Symbol.dispose]() {
          if (!held) return;
          held = false;
          const left = (holds.get(sha256) ?? 1) - 1;
          if (left === 0) holds.delete(sha256);
          else holds.set(sha256, left);
        },
      };
    },
    lastRead: (sha256) => readAt.get(sha256) ?? 0,
    async remove(sha256, act) {
      if (isInUse(sha256)) return false;
      const removal = act();
      removals.set(
        sha256,
        removal.catch(() => {}).finally(() => removals.delete(sha256)),
      );
      await removal;
      return true;
    },
  };
}
