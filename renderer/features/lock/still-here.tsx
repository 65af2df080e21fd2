import { useEffect } from "react";
import { useBridge } from "#renderer/bridge/context.tsx";

const inputs = ["pointerdown", "pointermove", "wheel", "keydown"] as const;
/** Main is told of input at most this often, in ms. */
const toldEvery = 20_000;

/** Tells main that somebody works here, so that it does not lock the desk under their hands. */
export function StillHere() {
  const bridge = useBridge();
  useEffect(() => {
    const stop = new AbortController();
    let toldAt = -toldEvery;
    const tell = ({ isTrusted, timeStamp }: Event) => {
      if (!isTrusted || timeStamp - toldAt < toldEvery) return;
      toldAt = timeStamp;
      // A desk that has been locked meanwhile says so by its state.
      bridge.lock.stillHere().catch(() => undefined);
    };
    for (const input of inputs)
      window.addEventListener(input, tell, { capture: true, passive: true, signal: stop.signal });
    return () => stop.abort();
  }, [bridge]);
  return null;
}
