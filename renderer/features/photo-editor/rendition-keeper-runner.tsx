import { useEffect } from "react";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { keepRenditions } from "./rendition-keeper.ts";

/** Keeps edited photos rendered for as long as the lot is open. */
export function RenditionKeeper() {
  const bridge = useBridge();
  const { library, photos } = useReplica();
  useEffect(() => {
    const stop = new AbortController();
    void keepRenditions(
      {
        library,
        render: (order, signal) => bridge.renditions.render(order, { signal }),
        keep: (photoId, edited) => photos.keepEdited(photoId, edited),
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [bridge, library, photos]);
  return null;
}
