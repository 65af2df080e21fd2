import { useEffect, useRef } from "react";
import type { BridgeClient } from "./client.ts";
import { useBridge } from "./context.tsx";
import { follow } from "./follow.ts";

/** Opens a stream of the bridge; pass the same function every time. */
type OpenStream<T> = (bridge: BridgeClient, signal: AbortSignal) => Promise<AsyncIterable<T>>;

/** Hands each value of a stream to `take` as it last was, for as long as the component lives. */
export function useStream<T>(open: OpenStream<T>, take: (value: T) => void): void {
  const bridge = useBridge();
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const stop = new AbortController();
    void follow(
      (signal) => open(bridge, signal),
      (value) => latest.current(value),
      stop.signal,
    );
    return () => stop.abort();
  }, [bridge, open]);
}
