import { expect, test } from "vitest";
import type { PictureJob } from "#shared/contract/renditions.ts";
import { createJobStore, inOrder } from "./job-store.ts";

const job = (jobId: string, patch: Partial<PictureJob> = {}): PictureJob => ({
  jobId,
  work: { type: "export", target: { type: "folder", path: "/pictures" } },
  startedAt: "2026-05-02T10:00:00.000Z",
  state: "running",
  total: 10,
  done: 0,
  failures: [],
  failed: 0,
  failure: null,
  result: null,
  ...patch,
});

test("a job is shown as it was told last, oldest job first, until it is closed", () => {
  const store = createJobStore();
  store.apply({ type: "job", job: job("late", { startedAt: "2026-05-02T11:00:00.000Z" }) });
  store.apply({ type: "job", job: job("early") });
  store.apply({ type: "job", job: job("late", { startedAt: "2026-05-02T11:00:00.000Z", done: 4 }) });
  expect(inOrder(store.state.getState().jobs).map(({ jobId, done }) => [jobId, done])).toEqual([
    ["early", 0],
    ["late", 4],
  ]);
  store.apply({ type: "closed", jobId: "early" });
  store.apply({ type: "closed", jobId: "never known" });
  expect(inOrder(store.state.getState().jobs).map(({ jobId }) => jobId)).toEqual(["late"]);
});
