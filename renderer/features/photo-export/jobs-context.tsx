import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { follow } from "#renderer/bridge/follow.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { NamedPictureOrder, PictureWork } from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import { partsOf } from "./job-orders.ts";
import { createJobStore, type JobStore } from "./job-store.ts";

interface PictureJobs {
  readonly store: JobStore;
  /** Begins a job; says so itself where that fails. */
  begin(work: PictureWork, recipe: PhotoRecipe, orders: readonly NamedPictureOrder[]): Promise<void>;
  cancel(jobId: string): void;
  dismiss(jobId: string): void;
  reveal(jobId: string): void;
}

const Context = createContext<PictureJobs | null>(null);

export function usePictureJobs(): PictureJobs {
  const jobs = use(Context);
  if (!jobs) throw new Error("usePictureJobs needs a PictureJobsProvider above it");
  return jobs;
}

/** Follows main's work on pictures for as long as the lot is open. */
export function PictureJobsProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("photoExport");
  const bridge = useBridge();
  const [store] = useState(createJobStore);
  const removed = useLive(useReplica().settings.removedPresets);
  useEffect(() => {
    const stop = new AbortController();
    void follow((signal) => bridge.renditions.jobs(undefined, { signal }), store.apply, stop.signal);
    return () => stop.abort();
  }, [bridge, store]);
  useEffect(() => {
    if (removed.length === 0) return;
    // They can be made again, so that nothing is lost where this fails or the preset comes back.
    bridge.renditions.dropPrepared({ presetIds: [...removed] }).catch(() => undefined);
  }, [bridge, removed]);

  const jobs = useMemo<PictureJobs>(() => {
    const { renditions } = bridge;
    return {
      store,
      async begin(work, recipe, orders) {
        try {
          for (const part of partsOf({ jobId: crypto.randomUUID(), work, recipe, orders }))
            await renditions.order(part);
        } catch {
          notifyProblem({ message: t("beginFailed"), id: "picture-job-failed" });
        }
      },
      cancel: (jobId) => void renditions.cancel({ jobId }),
      dismiss: (jobId) => void renditions.dismiss({ jobId }),
      reveal: (jobId) => void renditions.reveal({ jobId }),
    };
  }, [bridge, store, t]);
  return <Context value={jobs}>{children}</Context>;
}
