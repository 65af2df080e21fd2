import { createContext, use, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { follow } from "#renderer/bridge/follow.ts";
import { removeReplicasOf } from "#renderer/replica/database.ts";
import { notifyDone } from "#renderer/ui/notify.tsx";
import type { DeskPlace } from "#shared/contract/moving.ts";

const PlaceContext = createContext<DeskPlace | null>(null);

/**
 * Follows a move to another hub. Whichever window has the replica of the dealership that was left is loaded anew, and only
 * then main lets anything be exchanged. It stands above the replica, so that a window which waits for another one hears too.
 */
export function MovingProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const tenantId = useDesk().dealership!.tenantId;
  const { t } = useTranslation("moving");
  const [place, setPlace] = useState<DeskPlace | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    void follow(
      (signal) => bridge.moving.state(undefined, { signal }),
      (next) => {
        if (next.tenantId !== tenantId) return location.reload();
        setPlace(next);
        void bridge.moving.arrived({ tenantId });
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [bridge, tenantId]);

  const left = place?.left ?? null;
  useEffect(() => {
    // All of it came along in main's journal; where it cannot be deleted now, the next start does.
    if (left !== null) void removeReplicasOf(left).catch(() => undefined);
  }, [left]);

  const photosElsewhere = place?.move.phase === "moved" ? place.move.photosElsewhere : null;
  useEffect(() => {
    if (photosElsewhere === null || sessionStorage.getItem(toldKey) === tenantId) return;
    sessionStorage.setItem(toldKey, tenantId);
    const rest = photosElsewhere > 0 ? t("photosElsewhere", { count: photosElsewhere }) : "";
    notifyDone({ message: `${t("moved")} ${rest}`.trim() });
  }, [photosElsewhere, tenantId, t]);

  return <PlaceContext value={place}>{children}</PlaceContext>;
}

const toldKey = "movedTo";

/** Null until main has said it for the first time. */
export function usePlace(): DeskPlace | null {
  return use(PlaceContext);
}
