import { expect, test } from "vitest";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { ExportState } from "#shared/contract/export-file.ts";
import type { Import, ImportItem } from "#shared/contract/photo-import.ts";
import type { PictureJob } from "#shared/contract/renditions.ts";
import { createLongWork } from "./progress.ts";

const item = (photoId: string, state: ImportItem["state"]) => ({ photoId, state }) as ImportItem;
const card = (items: ImportItem[], state: Import["state"] = "running") =>
  ({ importId: "card", state, items }) as Import;
const job = (done: number, state: PictureJob["state"] = "running") =>
  ({ jobId: "export", state, done, failed: 0, total: 10 }) as PictureJob;
const online = { connection: "online", changesWaiting: 0, photosWaiting: 0 } as SyncStatus;

test("with nothing under way there is nothing to show", () => {
  expect(createLongWork().progress()).toBeNull();
});

test("an import counts its files as they end, whichever way, and is gone when it is over", () => {
  const work = createLongWork();
  work.import({
    type: "import",
    import: card([item("a", "done"), item("b", "waiting"), item("c", "working")]),
  });
  expect(work.progress()).toBeCloseTo(1 / 3);
  work.import({ type: "item", importId: "card", item: item("b", "failed") });
  expect(work.progress()).toBeCloseTo(2 / 3);
  work.import({ type: "state", importId: "card", state: "finished", confirmed: true });
  expect(work.progress()).toBeNull();
});

test("one that was interrupted is not under way", () => {
  const work = createLongWork();
  work.import({ type: "import", import: card([item("a", "waiting")], "interrupted") });
  expect(work.progress()).toBeNull();
});

test("imports and exports are one bar, counted by their pictures", () => {
  const work = createLongWork();
  work.import({ type: "import", import: card([item("a", "done"), item("b", "waiting")]) });
  work.job({ type: "job", job: job(5) });
  expect(work.progress()).toBeCloseTo(6 / 12);
  work.job({ type: "job", job: job(10, "finished") });
  expect(work.progress()).toBeCloseTo(1 / 2);
});

test("a backlog is counted from when there last was none, and only while there is a hub to take it", () => {
  const work = createLongWork();
  work.sync({ ...online, changesWaiting: 4, photosWaiting: 6 });
  expect(work.progress()).toBe(0);
  work.sync({ ...online, photosWaiting: 5 });
  expect(work.progress()).toBe(0.5);
  work.sync({ ...online, photosWaiting: 5, connection: "offline" });
  expect(work.progress()).toBeNull();
  work.sync(online);
  work.sync({ ...online, changesWaiting: 1 });
  expect(work.progress()).toBeNull();
});

test("an export of everything, a move, a new hub and the window's own work are shown while they are under way", () => {
  const work = createLongWork();
  const exporting = { phase: "working", step: "writing", photosDone: 1, allPhotos: 4 } as ExportState;
  work.export(exporting);
  expect(work.progress()).toBe(0.25);
  work.export({ ...exporting, step: "checking" } as ExportState);
  expect(work.progress()).toBeNull();
  work.move({ phase: "packing", hubAddress: "https://hub.example.mx", photos: 3, allPhotos: 4 });
  expect(work.progress()).toBe(0.75);
  work.move({ phase: "moved", photosElsewhere: 0 });
  work.newHub({ phase: "working", step: "files", count: 12, part: 0.25, wantsDocuments: false });
  expect(work.progress()).toBe(0.25);
  work.newHub({ phase: "done", damagedFiles: 0 });
  work.window(0.5);
  expect(work.progress()).toBe(0.5);
  work.window(null);
  expect(work.progress()).toBeNull();
});
