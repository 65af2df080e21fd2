import { createStore, type StoreApi } from "zustand/vanilla";
import type { PictureJob, PictureJobEvent } from "#shared/contract/renditions.ts";

interface JobsState {
  readonly jobs: Readonly<Record<string, PictureJob>>;
}

export interface JobStore {
  readonly state: StoreApi<JobsState>;
  apply(event: PictureJobEvent): void;
}

/** The long work on pictures that main is doing or has done and that nobody has dismissed. */
export function createJobStore(): JobStore {
  const state = createStore<JobsState>(() => ({ jobs: {} }));
  return {
    state,
    apply(event) {
      state.setState(({ jobs }) => {
        if (event.type === "job") return { jobs: { ...jobs, [event.job.jobId]: event.job } };
        const { [event.jobId]: closed, ...rest } = jobs;
        return closed ? { jobs: rest } : {};
      });
    },
  };
}

/** Oldest first, as they are shown. */
export function inOrder(jobs: Readonly<Record<string, PictureJob>>): PictureJob[] {
  return Object.values(jobs).sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}
