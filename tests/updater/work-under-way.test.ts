import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDefinedError, safe } from "@orpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RestoreState } from "#shared/contract/export-file.ts";
import type { MoveState } from "#shared/contract/moving.ts";
import type { NewHubState } from "#shared/contract/own-hub.ts";
import type { PushResponse } from "#shared/contract/replication.ts";
import type { BlobDownloads } from "#electron/sync/blob-downloads.ts";
import type { BlobUploads } from "#electron/sync/blob-uploads.ts";
import type { Connectivity } from "#electron/sync/connectivity.ts";
import type { HubClient } from "#electron/sync/hub-client.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";
import { openJournal } from "#electron/sync/journal.ts";
import { createLiveState } from "#electron/sync/live-state.ts";
import { createSyncEngine } from "#electron/sync/sync-engine.ts";
import { workUnderWay } from "#electron/updater/work-under-way.ts";
import { startDesk, type TestDesk, until } from "#tests/main/desks.ts";
import { eventually } from "#tests/support/eventually.ts";
import { cornerPicture } from "#tests/support/images.ts";

let desk: TestDesk;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-work-"));
  desk = await startDesk();
});
afterAll(async () => {
  await desk?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const atRest = () => eventually(() => expect(workUnderWay(desk.services)).toEqual([]));

test("an import is under way until its last photo is made", async () => {
  await atRest();
  const path = join(folder, "car.jpg");
  await writeFile(path, await cornerPicture(1200, 800, 1));
  await desk.services.photos.import({ vehicleId: randomUUID(), paths: [path] });
  expect(workUnderWay(desk.services)).toEqual(["import"]);
  await atRest();
});

test("an export is under way until its last part has come and its pictures are made", async () => {
  const job = {
    jobId: randomUUID(),
    work: { type: "export", target: { type: "folder", path: folder } },
    recipe: {
      longEdge: 640,
      format: "jpeg",
      quality: 80,
      shape: null,
      maxBytes: null,
      watermark: null,
      banner: null,
    },
    orders: [],
  } as const;
  await desk.window.renditions.order({ ...job, orders: [], complete: false });
  expect(workUnderWay(desk.services)).toEqual(["export"]);
  await desk.window.renditions.order({ ...job, orders: [], complete: true });
  await atRest();
});

test("what fills or moves the whole lot is under way until it ends or stops", () => {
  const restoring = { phase: "working", step: "filling", done: 1, all: 2, photos: 0 } as const;
  const packing = { phase: "packing", hubAddress: "http://127.0.0.1:9", photos: 1, allPhotos: 2 } as const;
  const beginning = { phase: "working", step: "files", count: 1, part: 0.5, wantsDocuments: false } as const;
  const restoreEverything = { state: createLiveState<RestoreState>(restoring) };
  const move = { state: createLiveState<MoveState>(packing) };
  const newHub = { state: createLiveState<NewHubState>(beginning) };
  const under = () => workUnderWay({ ...desk.services, restoreEverything, move, newHub });
  expect(under()).toEqual(["restoreEverything", "move", "newHub"]);
  restoreEverything.state.set({ phase: "failed", step: "filling", problem: "diskFull" });
  move.state.set({ phase: "moved", photosElsewhere: 0 });
  newHub.state.set({ phase: "done", damagedFiles: 0 });
  expect(under()).toEqual([]);
});

test("a push is under way until the hub has answered, or has not", async () => {
  const waiting = [Promise.withResolvers<PushResponse>(), Promise.withResolvers<PushResponse>()] as const;
  const answers = waiting.map(({ promise }) => promise);
  await using journal = await openJournal({
    path: join(folder, "journal"),
    deviceId: randomUUID(),
    log: desk.services.log,
  });
  const online = { connection: "online", reason: null, since: new Date(0).toISOString() } as const;
  // The hub is on the other side of the network; so is what goes on with photos.
  const sync = createSyncEngine({
    onRole: () => Promise.resolve(),
    client: { push: () => answers.shift() } as unknown as HubClient,
    connectivity: {
      state: createLiveState(online),
      period: () => new AbortController().signal,
      look() {},
    } as unknown as Connectivity,
    journal,
    uploads: { waiting: createLiveState(0) } as unknown as BlobUploads,
    downloads: { toFetch: createLiveState(0) } as unknown as BlobDownloads,
    log: desk.services.log,
  });
  const under = () => workUnderWay({ ...desk.services, sync });
  const push = () => sync.push({ collection: "vehicles", rows: [] }, new AbortController().signal);
  const [first, second] = [push(), push()];
  expect(under()).toEqual(["push"]);
  waiting[0].resolve({ conflicts: [], rejected: [] });
  await first;
  expect(under()).toEqual(["push"]);
  waiting[1].reject(new HubUnavailable("offline"));
  await expect(second).rejects.toThrow(HubUnavailable);
  expect(under()).toEqual([]);
});

test("in a browser's host the window hears that it is updated from outside, and can install nothing", async () => {
  const status = await until(desk.window.updates.status(), () => true);
  expect(status).toMatchObject({ means: "host", progress: { type: "idle" }, channel: "latest" });
  expect(await desk.window.updates.check()).toEqual(status);
  const { error } = await safe(desk.window.updates.install());
  expect(isDefinedError(error) && error.code).toBe("nothingReady");
});
