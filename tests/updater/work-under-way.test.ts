import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDefinedError, safe } from "@orpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("in a browser's host the window hears that it is updated from outside, and can install nothing", async () => {
  const status = await until(desk.window.updates.status(), () => true);
  expect(status).toMatchObject({ means: "host", progress: { type: "idle" }, channel: "latest" });
  expect(await desk.window.updates.check()).toEqual(status);
  const { error } = await safe(desk.window.updates.install());
  expect(isDefinedError(error) && error.code).toBe("nothingReady");
});
