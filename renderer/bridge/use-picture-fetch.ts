import { useEffect, useState } from "react";
import type { FetchedPicture } from "#renderer/ui/fetched-picture.ts";
import type { PictureFetch } from "#shared/contract/photo-space.ts";
import type { BridgeClient } from "./client.ts";
import { useBridge } from "./context.tsx";
import { pause } from "./follow.ts";

const asking = { type: "asking" } as const;
const stopped = { type: "stopped" } as const;

/** Brings a picture that is looked at to this desk, and gives it up where it is looked at no longer. */
export function usePictureFetch(sha256: string): FetchedPicture {
  const bridge = useBridge();
  const [said, setSaid] = useState<{ sha256: string; standing: FetchedPicture["standing"] } | null>(null);
  const [given, setGiven] = useState<string | null>(null);
  const isGivenUp = given === sha256;
  useEffect(() => {
    if (isGivenUp) return undefined;
    const stop = new AbortController();
    void fetchPicture(bridge, sha256, (standing) => setSaid({ sha256, standing }), stop.signal);
    return () => stop.abort();
  }, [bridge, sha256, isGivenUp]);

  const present = said?.sha256 === sha256 ? said.standing : asking;
  return {
    standing: isGivenUp && present.type !== "here" ? stopped : present,
    stop: () => setGiven(sha256),
    resume: () => setGiven(null),
  };
}

async function fetchPicture(
  bridge: BridgeClient,
  sha256: string,
  tell: (standing: PictureFetch) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const standing of await bridge.photoSpace.fetch({ sha256 }, { signal })) {
        if (signal.aborted) return;
        tell(standing);
        if (standing.type === "here") return;
      }
    } catch {
      // Main went away: it is asked again once it is back.
    }
    await pause(1000, signal);
  }
}
