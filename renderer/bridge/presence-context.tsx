import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { useBridge } from "./context.tsx";
import { follow } from "./follow.ts";
import { createPicturePresence, type PicturePresence } from "./picture-presence.ts";

const PresenceContext = createContext<PicturePresence | null>(null);
const KeptCarsContext = createContext<ReadonlySet<string>>(new Set());

/** Follows which pictures lie on this desk, and which cars are kept on it. */
export function PresenceProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const [keptCars, setKeptCars] = useState<readonly string[]>([]);
  const [presence] = useState(() =>
    createPicturePresence(async (hashes) => (await bridge.photoSpace.lacking({ hashes })).hashes),
  );
  useEffect(() => {
    const stop = new AbortController();
    void follow(
      (signal) => bridge.photoSpace.presence(undefined, { signal }),
      (now) => {
        presence.moved();
        setKeptCars((before) => (before.join(" ") === now.keptCars.join(" ") ? before : now.keptCars));
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [bridge, presence]);
  const kept = useMemo(() => new Set(keptCars), [keptCars]);

  return (
    <PresenceContext value={presence}>
      <KeptCarsContext value={kept}>{children}</KeptCarsContext>
    </PresenceContext>
  );
}

/** Cars whose photos stay on this desk. */
export function useKeptCars(): ReadonlySet<string> {
  return use(KeptCarsContext);
}

/** How many of these pictures do not lie on this desk; pass the same list as long as it has the same. */
export function useLackingCount(hashes: readonly string[]): number {
  const presence = use(PresenceContext);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = hashes.map((sha256) => presence?.watch(sha256, listener));
      return () => stops.forEach((stop) => stop?.());
    },
    [presence, hashes],
  );
  return useSyncExternalStore(
    subscribe,
    () => hashes.filter((sha256) => presence?.isLacking(sha256) ?? false).length,
  );
}

export function useIsLacking(sha256: string): boolean {
  return useLackingCount(useMemo(() => [sha256], [sha256])) > 0;
}
