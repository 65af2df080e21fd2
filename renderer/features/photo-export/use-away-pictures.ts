import { useEffect, useState } from "react";
import { useBridge } from "#renderer/bridge/context.tsx";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { useStream } from "#renderer/bridge/use-stream.ts";
import type { PlannedPicture } from "./picture-plan.ts";
import { type AwayPictures, awayPictures } from "./away-pictures.ts";

const openStatus = (bridge: BridgeClient, signal: AbortSignal) => bridge.sync.status(undefined, { signal });
/** As many as one question takes. */
const most = 1000;

/** What of these pictures is not on this desk as they were asked for; null until main has said. */
export function useAwayPictures(
  pictures: readonly PlannedPicture[],
  longEdge: number,
): (AwayPictures & { readonly isOnline: boolean }) | null {
  const bridge = useBridge();
  const [status, setStatus] = useState<SyncStatus | null>(null);
  const [lacking, setLacking] = useState<ReadonlySet<string> | null>(null);
  useStream(openStatus, setStatus);
  const connection = status?.connection ?? null;
  useEffect(() => {
    const stop = new AbortController();
    const hashes = pictures.flatMap(({ photo }) => [photo.originalSha256, photo.fallback]);
    void lackingOf(bridge, [...new Set(hashes)], stop.signal).then(
      (found) => stop.signal.aborted || setLacking(found),
      () => undefined,
    );
    return () => stop.abort();
  }, [bridge, pictures]);
  return lacking && connection
    ? { ...awayPictures(pictures, longEdge, lacking), isOnline: connection === "online" }
    : null;
}

async function lackingOf(
  bridge: BridgeClient,
  hashes: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let start = 0; start < hashes.length; start += most) {
    const answer = await bridge.photoSpace.lacking({ hashes: hashes.slice(start, start + most) }, { signal });
    for (const sha256 of answer.hashes) found.add(sha256);
  }
  return found;
}
