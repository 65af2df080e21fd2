import { useSyncExternalStore } from "react";
import type { LiveValue } from "./live-value.ts";

/** The present value; the component renders again whenever it changes. Pass the same live value every time. */
export function useLive<T>(live: LiveValue<T>): T {
  return useSyncExternalStore(live.subscribe, live.get);
}
