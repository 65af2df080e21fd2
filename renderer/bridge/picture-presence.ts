/** Which pictures do not lie on this desk, asked of main for those that are on the screen, many at once. */
export interface PicturePresence {
  isLacking(sha256: string): boolean;
  /** Follows one picture, and tells when the answer changes. */
  watch(sha256: string, listener: () => void): () => void;
  /** Pictures came or went: what is followed is asked for again. */
  moved(): void;
}

/** As many as one question takes. */
const most = 1000;

/** `ask` answers which of the pictures do not lie here. */
export function createPicturePresence(
  ask: (hashes: string[]) => Promise<readonly string[]>,
): PicturePresence {
  const watched = new Map<string, Set<() => void>>();
  const lacking = new Set<string>();
  const unasked = new Set<string>();
  let isAsking = false;

  const take = (sha256: string, isLacking: boolean) => {
    if (isLacking === lacking.has(sha256)) return;
    if (isLacking) lacking.add(sha256);
    else lacking.delete(sha256);
    for (const listener of watched.get(sha256) ?? []) listener();
  };
  const askSome = async () => {
    const hashes = [...unasked].slice(0, most);
    for (const sha256 of hashes) unasked.delete(sha256);
    const found = new Set(await ask(hashes));
    for (const sha256 of hashes) take(sha256, found.has(sha256));
  };
  /** What is shown at once is asked for at once. */
  const askSoon = async () => {
    if (isAsking) return;
    isAsking = true;
    await Promise.resolve();
    // Main that does not answer now tells that pictures moved once it is back.
    while (unasked.size > 0) await askSome().catch(() => undefined);
    isAsking = false;
  };

  return {
    isLacking: (sha256) => lacking.has(sha256),
    watch(sha256, listener) {
      const listeners = watched.get(sha256) ?? new Set();
      watched.set(sha256, listeners.add(listener));
      unasked.add(sha256);
      void askSoon();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) watched.delete(sha256);
      };
    },
    moved() {
      for (const sha256 of watched.keys()) unasked.add(sha256);
      void askSoon();
    },
  };
}
