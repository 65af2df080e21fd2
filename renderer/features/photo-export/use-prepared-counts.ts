import { useEffect, useState } from "react";
import { useBridge } from "#renderer/bridge/context.tsx";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import type { PictureJob } from "#shared/contract/renditions.ts";
import { usePictureJobs } from "./jobs-context.tsx";

/** How many pictures lie ready for each preset, by its id; counted again whenever a preparation ends. */
export function usePreparedCounts(presets: readonly PresetEntry[]): ReadonlyMap<string, number> {
  const bridge = useBridge();
  const { store } = usePictureJobs();
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const ids = presets.map(({ id }) => id).join(" ");
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const countOf = async (presetId: string) =>
      [presetId, (await bridge.renditions.prepared({ presetId }, { signal })).pictures] as const;
    const count = () =>
      void Promise.all(ids.split(" ").filter(Boolean).map(countOf)).then(
        (found) => signal.aborted || setCounts(new Map(found)),
        () => undefined,
      );
    count();
    const unsubscribe = store.state.subscribe((now, before) => {
      if (endedPreparations(now.jobs) !== endedPreparations(before.jobs)) count();
    });
    return () => {
      unsubscribe();
      stop.abort();
    };
  }, [bridge, ids, store]);
  return counts;
}

function endedPreparations(jobs: Readonly<Record<string, PictureJob>>): number {
  return Object.values(jobs).filter(({ work, state }) => work.type === "prepare" && state !== "running")
    .length;
}
