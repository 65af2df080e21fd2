import { useCallback, useEffect, useMemo } from "react";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";

/** How the viewer shows its photo. */
export interface Toggles {
  /** At the size of its pixels rather than of the window. */
  readonly zoomed: boolean;
  readonly setZoomed: (zoomed: boolean) => void;
  /** The original is shown in place of the edited picture. */
  readonly comparing: boolean;
  readonly setComparing: (comparing: boolean) => void;
  readonly inspecting: boolean;
  readonly setInspecting: (inspecting: boolean) => void;
}

export interface Walk {
  readonly vehicleId: string;
  readonly entries: readonly PhotoEntry[];
  readonly index: number;
  readonly entry: PhotoEntry | undefined;
  /** Shows the photo at a place of the car's order, the nearest where there is none. */
  readonly show: (index: number) => void;
  /** Goes to the neighbour of a photo that is about to go. */
  readonly leave: () => void;
  readonly close: () => void;
}

/** Walking through the photos of one car. */
export function useWalk(vehicleId: string, photoId: string): Walk {
  const replica = useReplica();
  const showStage = useShell((state) => state.show);
  const close = useCallback(() => showStage(null), [showStage]);
  const entries = useLive(useMemo(() => replica.photos.ofVehicle(vehicleId), [replica, vehicleId]));
  const index = entries.findIndex(({ id }) => id === photoId);
  const isGone = index < 0 && entries.length > 0;
  useEffect(() => {
    if (isGone) close();
  }, [isGone, close]);

  const view = (target: PhotoEntry | undefined) =>
    target && showStage({ type: "viewer", vehicleId, photoId: target.id });
  return {
    vehicleId,
    entries,
    index,
    entry: entries[index],
    close,
    show: (position) => view(entries[Math.min(Math.max(position, 0), entries.length - 1)]),
    leave() {
      const neighbour = entries[index + 1] ?? entries[index - 1];
      if (neighbour) view(neighbour);
      else close();
    },
  };
}
