import { createContext, use, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { ActPanel } from "#renderer/ui/long-acts.tsx";
import { notifyDone } from "#renderer/ui/notify.tsx";
import { type Keeping, keepRenditions, leaveWaiting } from "./rendition-keeper.ts";

const Context = createContext<StoreApi<Keeping> | null>(null);

function useKeeping(): StoreApi<Keeping> {
  const keeping = use(Context);
  if (!keeping) throw new Error("What follows the keeper needs a RenditionKeeper above it");
  return keeping;
}

/** Keeps edited photos rendered for as long as the lot is open. */
export function RenditionKeeper({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const { library, photos } = useReplica();
  const [keeping] = useState(() => createStore<Keeping>(() => ({ progress: null, left: new Set() })));
  useEffect(() => {
    const stop = new AbortController();
    void keepRenditions(
      {
        library,
        keeping,
        render: (order, signal) => bridge.renditions.render(order, { signal }),
        keep: (photoId, edited) => photos.keepEdited(photoId, edited),
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [bridge, keeping, library, photos]);
  return <Context value={keeping}>{children}</Context>;
}

/** Photos from which it takes long enough to be followed: a second or two each on a slow computer. */
const worthShowing = 10;

/** How far edited photos are drawn; null where there are none, or so few that they are over at once. */
export function useKeepingProgress<T>(of: (done: number, total: number) => T): T | null {
  return useStore(useKeeping(), ({ progress }) =>
    progress && progress.total >= worthShowing ? of(progress.done, progress.total) : null,
  );
}

/** The same below the photos, where it can be ended. */
export function KeepingPanel() {
  const { t } = useTranslation("photoEditor");
  const { library } = useReplica();
  const keeping = useKeeping();
  const done = useKeepingProgress((count) => count);
  const total = useKeepingProgress((_, count) => count);
  if (done === null || total === null) return null;
  const leave = () => {
    leaveWaiting({ library, keeping });
    notifyDone({ message: t("keepingLeft", { count: total - done }), id: "keeping-left" });
  };
  return <ActPanel doing={t("keeping")} done={done} total={total} onCancel={leave} />;
}
