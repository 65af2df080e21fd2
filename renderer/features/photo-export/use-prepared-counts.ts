import { useEffect, useState } from "react";
import { useBridge } from "#renderer/bridge/context.tsx";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import type { PictureJob } from "#shared/contract/renditions.ts";
import { recipeOf } from "./job-orders.ts";
import { usePictureJobs } from "./jobs-context.tsx";

export interface PreparedCount {
  /** Lie ready. */
  readonly pictures: number;
  /** Were made before the preset changed, whoever changed it. */
  readonly outdated: number;
}

/** What lies ready for each preset, by its id; counted again whenever a preset changes or a preparation ends. */
export function usePreparedCounts(presets: readonly PresetEntry[]): ReadonlyMap<string, PreparedCount> {
  const bridge = useBridge();
  const { store } = usePictureJobs();
  const [counts, setCounts] = useState<ReadonlyMap<string, PreparedCount>>(new Map());
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const countOf = async ({ id, preset }: PresetEntry) =>
      [id, await bridge.renditions.prepared({ presetId: id, recipe: recipeOf(preset) }, { signal })] as const;
    const count = () =>
      void Promise.all(presets.map(countOf)).then(
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
  }, [bridge, presets, store]);
  return counts;
}

function endedPreparations(jobs: Readonly<Record<string, PictureJob>>): number {
  return Object.values(jobs).filter(({ work, state }) => work.type === "prepare" && state !== "running")
    .length;
}
