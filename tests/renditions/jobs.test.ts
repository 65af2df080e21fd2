import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import type { NamedPictureOrder, PictureWork } from "#shared/contract/renditions.ts";
import { cameraPicture, cornerPicture } from "#tests/support/images.ts";
import { smallDisk } from "#tests/support/small-disk.ts";
import {
  colorAt,
  evenPicture,
  openRenditionDesk,
  orderOf,
  plainRecipe,
  read,
  type RenditionDesk,
} from "./rendition-desk.ts";

let desk: RenditionDesk;
beforeEach(async () => {
  desk = await openRenditionDesk();
});
afterEach(() => desk[Symbol.asyncDispose]());

const toFolder = (path: string = desk.outside): PictureWork => ({
  type: "export",
  target: { type: "folder", path },
});
const toZip = (path: string | null): PictureWork => ({ type: "export", target: { type: "zip", path } });
const files = async () => (await readdir(desk.outside)).toSorted();

/** Orders of pictures that differ, `STOCK-01` and on. */
async function orders(count: number): Promise<NamedPictureOrder[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const color = `#${((index * 7919) & 0xffffff).toString(16).padStart(6, "0")}`;
      const original = await desk.keep(await evenPicture(400, 300, color));
      return orderOf(original, `STOCK-${String(index + 1).padStart(2, "0")}`);
    }),
  );
}

test("copies pictures to a folder under their names, whole", async () => {
  const wanted = await orders(5);
  const job = await desk.run(toFolder(), wanted);
  expect(job).toMatchObject({ state: "finished", total: 5, done: 5, failed: 0, failures: [], failure: null });
  expect(job.result).toEqual({ path: desk.outside, download: null });
  expect(await files()).toEqual([
    "STOCK-01.jpg",
    "STOCK-02.jpg",
    "STOCK-03.jpg",
    "STOCK-04.jpg",
    "STOCK-05.jpg",
  ]);
  const expected = await colorAt(desk.blobs.path(wanted[2]!.original), 0.5, 0.5);
  expect(await colorAt(join(desk.outside, "STOCK-03.jpg"), 0.5, 0.5)).toEqual(expected);
  expect(desk.service.jobs.resultPath(job.jobId)).toMatch(/STOCK-0\d\.jpg$/);
});

test("never touches what lies there, and gives no two pictures one name", async () => {
  await writeFile(join(desk.outside, "stock-01.jpg"), "mine");
  await writeFile(join(desk.outside, "STOCK-01.jpg"), "mine as well");
  const [first, second, third] = await orders(3);
  const job = await desk.run(toFolder(), [
    first!,
    { ...second!, name: "Stock-01" },
    { ...third!, name: "../CON: a/b?" },
  ]);
  expect(job).toMatchObject({ state: "finished", failed: 0 });
  expect(String(await read(join(desk.outside, "STOCK-01.jpg")))).toBe("mine as well");
  expect(String(await read(join(desk.outside, "stock-01.jpg")))).toBe("mine");
  expect((await files()).filter((name) => /^stock-01/i.test(name))).toHaveLength(4);
  expect(await files()).toContain("CON- a-b.jpg");
});

test("packs a zip that another program reads, whatever the letters of its names", async () => {
  const wanted = await orders(12);
  const named = wanted.map(({ original }, index) => orderOf(original, `Цена Ñandú ${index} 🚗`));
  const path = join(desk.outside, "fotos.zip");
  const job = await desk.run(toZip(path), named);
  expect(job).toMatchObject({ state: "finished", done: 12, result: { path, download: null } });
  expect(await files()).toEqual(["fotos.zip"]);
  const listed = unzipSync(await read(path));
  expect(Object.keys(listed).toSorted()).toEqual(named.map(({ name }) => `${name}.jpg`).toSorted());
  for (const [index, { name, original }] of named.entries()) {
    const color = await colorAt(Buffer.from(listed[`${name}.jpg`]!), 0.5, 0.5);
    expect(color, String(index)).toEqual(await colorAt(desk.blobs.path(original), 0.5, 0.5));
  }
  const stored = Object.values(listed).reduce((sum, { length }) => sum + length, 0);
  expect((await stat(path)).size).toBeGreaterThan(stored);
});

test("a zip for a browser has a ticket that lives with the job", async () => {
  const job = await desk.run(toZip(null), await orders(2));
  const download = job.result?.download ?? "";
  expect(download).toMatch(/^\/c\/secret\/download\/[0-9a-f-]{36}$/);
  const ticket = download.slice("/c/secret/download/".length);
  const found = desk.service.jobs.download(ticket);
  expect(found?.name).toMatch(/\.zip$/);
  expect((await read(found!.path)).subarray(0, 2).toString()).toBe("PK");
  expect(desk.service.jobs.download(randomUUID())).toBeNull();
  expect(desk.service.jobs.download("../../blobs")).toBeNull();
  await desk.restart();
  expect(desk.service.jobs.download(ticket)).toBeNull();
  await expect(stat(found!.path)).rejects.toThrow("ENOENT");
});

test("one bad picture is named, and the rest goes on", async () => {
  const wanted = await orders(4);
  const broken = await desk.keep((await cornerPicture(640, 480, 1)).subarray(0, 300));
  const job = await desk.run(toFolder(), [
    wanted[0]!,
    orderOf("0".repeat(64), "absent"),
    orderOf(broken, "broken"),
    ...wanted.slice(1),
  ]);
  expect(job).toMatchObject({ state: "finished", total: 6, done: 6, failed: 2, failure: null });
  expect(job.failures.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    { name: "absent.jpg", failure: "notHere" },
    { name: "broken.jpg", failure: "broken" },
  ]);
  expect(await files()).toHaveLength(4);
  expect(desk.errors).toEqual([]);
});

test("orders come in parts, and the job waits for the last of them", async () => {
  const jobId = randomUUID();
  const wanted = await orders(5);
  const part = { jobId, work: toFolder(), recipe: plainRecipe };
  await Promise.all([
    desk.service.jobs.order({ ...part, orders: wanted.slice(0, 2), complete: false }),
    desk.service.jobs.order({ ...part, orders: wanted.slice(2, 4), complete: false }),
  ]);
  expect(await desk.until(jobId, ({ done }) => done === 4)).toMatchObject({ state: "running", total: 4 });
  await desk.service.jobs.order({ ...part, orders: wanted.slice(4), complete: true });
  expect(await desk.until(jobId, ({ state }) => state !== "running")).toMatchObject({ done: 5, total: 5 });
});

test("a cancelled job stops, keeps what is whole and leaves nothing half", async () => {
  const jobId = randomUUID();
  const wanted = await orders(3);
  await desk.service.jobs.order({
    jobId,
    work: toFolder(),
    recipe: plainRecipe,
    orders: wanted,
    complete: false,
  });
  await desk.until(jobId, ({ done }) => done === 3);
  desk.service.jobs.cancel(jobId);
  const job = await desk.until(jobId, ({ state }) => state !== "running");
  expect(job).toMatchObject({ state: "cancelled", done: 3, failure: null });
  expect(await files()).toEqual(["STOCK-01.jpg", "STOCK-02.jpg", "STOCK-03.jpg"]);
  const zipId = randomUUID();
  const work = toZip(join(desk.outside, "fotos.zip"));
  await desk.service.jobs.order({ jobId: zipId, work, recipe: plainRecipe, orders: wanted, complete: false });
  await desk.until(zipId, ({ done }) => done === 3);
  await desk.service.jobs.dismiss(zipId);
  await desk.service.jobs.order({ jobId: zipId, work, recipe: plainRecipe, orders: wanted, complete: true });
  expect(await files()).toHaveLength(3);
});

test("a target that is gone, or goes, or is closed ends the job with the reason", async () => {
  const gone = join(desk.outside, "gone");
  const wanted = await orders(3);
  expect(await desk.run(toFolder(gone), wanted)).toMatchObject({ state: "failed", failure: "notHere" });
  expect(await desk.run(toZip(join(gone, "a.zip")), wanted)).toMatchObject({
    state: "failed",
    failure: "notHere",
  });
  const jobId = randomUUID();
  await mkdir(gone);
  const part = { jobId, work: toFolder(gone), recipe: plainRecipe };
  await desk.service.jobs.order({ ...part, orders: wanted.slice(0, 1), complete: false });
  await desk.until(jobId, ({ done }) => done === 1);
  await rm(gone, { recursive: true });
  await desk.service.jobs.order({ ...part, orders: wanted.slice(1), complete: true });
  expect(await desk.until(jobId, ({ state }) => state !== "running")).toMatchObject({
    state: "failed",
    failure: "notHere",
  });
  await writeFile(gone, "a file in the folder's place");
  expect(await desk.run(toFolder(gone), wanted)).toMatchObject({ state: "failed", failure: "notHere" });
});

test(
  "a folder that may not be written to says so",
  { skip: process.getuid?.() === 0 || process.platform === "win32" },
  async () => {
    await chmod(desk.outside, 0o500);
    expect(await desk.run(toFolder(), await orders(1))).toMatchObject({
      state: "failed",
      failure: "noPermission",
    });
    await chmod(desk.outside, 0o700);
  },
);

test("a full disk ends the job with the reason and leaves nothing half", async ({ skip }) => {
  await using disk = await smallDisk(join(desk.outside, "card"), "300k");
  skip(!disk, "no disk can be mounted here");
  if (!disk) return;
  const wanted = await orders(3);
  const large = { ...plainRecipe, format: "png", longEdge: 1600 } as const;
  const photo = await desk.keep(await cameraPicture(1600, 1200, 4));
  const work = toFolder(disk.folder);
  const job = await desk.run(work, [...wanted, orderOf(photo, "large")], large);
  expect(job).toMatchObject({ state: "failed", failure: "diskFull" });
  expect((await readdir(disk.folder)).filter((name) => name.includes("large"))).toEqual([]);
  expect((await readdir(disk.folder)).filter((name) => name.startsWith("."))).toEqual([]);
  const zip = toZip(join(disk.folder, "fotos.zip"));
  expect(await desk.run(zip, [orderOf(photo)], large)).toMatchObject({
    state: "failed",
    failure: "diskFull",
  });
  expect((await readdir(disk.folder)).filter((name) => name.includes("zip"))).toEqual([]);
});

test("closing the app in the middle leaves no half files, and nothing of the job at the next start", async () => {
  const jobId = randomUUID();
  const work = toZip(join(desk.outside, "fotos.zip"));
  await desk.service.jobs.order({
    jobId,
    work,
    recipe: plainRecipe,
    orders: await orders(2),
    complete: false,
  });
  await desk.until(jobId, ({ done }) => done === 2);
  await desk.restart();
  expect(await files()).toEqual([]);
  expect(await readdir(join(desk.folder, "renditions", "jobs"))).toEqual([]);
});

test("what a crash left half is removed at the next start, and nothing else", async () => {
  const jobId = randomUUID();
  await desk.service[Symbol.asyncDispose]();
  const jobs = join(desk.folder, "renditions", "jobs");
  await writeFile(join(jobs, `${jobId}.json`), JSON.stringify({ folder: desk.outside }));
  await writeFile(join(jobs, `${jobId}.orders`), "[");
  await writeFile(join(desk.outside, `.autosell-${jobId}-3.part`), "half");
  await writeFile(join(desk.outside, `.autosell-${randomUUID()}-3.part`), "of another desk");
  await writeFile(join(desk.outside, "STOCK-01.jpg"), "whole");
  await desk.restart();
  expect(await files()).toEqual([expect.stringMatching(/^\.autosell-/), "STOCK-01.jpg"]);
  expect(await readdir(jobs)).toEqual([]);
});

test("prepared pictures are counted, found again and replaced by those of a new version", async () => {
  const presetId = randomUUID();
  const work: PictureWork = { type: "prepare", presetId };
  const wanted = await orders(3);
  const counted = (recipe: PhotoRecipe) => desk.service.countPrepared(presetId, recipe);
  expect(await counted(plainRecipe)).toEqual({ pictures: 0, outdated: 0 });
  expect(await desk.run(work, wanted)).toMatchObject({ state: "finished", done: 3, result: null });
  expect(await counted(plainRecipe)).toEqual({ pictures: 3, outdated: 0 });
  await desk.restart();
  expect(await counted(plainRecipe)).toEqual({ pictures: 3, outdated: 0 });

  // Found again: an export needs no original any more.
  for (const { original } of wanted) await rm(desk.blobs.path(original));
  expect(await desk.run(toFolder(), wanted)).toMatchObject({ state: "finished", failed: 0 });
  expect(await files()).toHaveLength(3);

  const better = { ...plainRecipe, quality: 95 };
  expect(await counted(better)).toEqual({ pictures: 0, outdated: 3 });
  const [again, ...rest] = await orders(2);
  expect(await desk.run(work, [again!, ...rest], better)).toMatchObject({ state: "finished" });
  expect(await counted(better)).toEqual({ pictures: 2, outdated: 0 });
  expect(await readdir(join(desk.folder, "renditions", "prepared", presetId))).toHaveLength(1);

  await desk.service.dropPrepared([randomUUID()]);
  expect(await counted(better)).toEqual({ pictures: 2, outdated: 0 });
  await desk.service.dropPrepared([presetId]);
  expect(await counted(better)).toEqual({ pictures: 0, outdated: 0 });
});

test("a picture with other edits takes the place of the one that was prepared", async () => {
  const presetId = randomUUID();
  const [order] = await orders(1);
  const turned = { ...order!, edits: { ...noEdits, quarterTurns: 1 } };
  const work: PictureWork = { type: "prepare", presetId };
  await desk.run(work, [order!]);
  await desk.run(work, [turned]);
  expect(await desk.service.countPrepared(presetId, plainRecipe)).toEqual({ pictures: 1, outdated: 0 });
  await rm(desk.blobs.path(order!.original));
  const job = await desk.run(toFolder(), [turned, { ...order!, name: "as it was" }]);
  expect(job.failures).toEqual([{ name: "as it was.jpg", failure: "notHere" }]);
  expect(await files()).toEqual(["STOCK-01.jpg"]);
});

test("who listens hears of every job of this run and of its end", async () => {
  const job = await desk.run(toFolder(), await orders(1));
  const stop = new AbortController();
  const heard: string[] = [];
  for await (const event of desk.service.jobs.events(stop.signal)) {
    heard.push(event.type);
    if (event.type === "job") void desk.service.jobs.dismiss(event.job.jobId);
    else expect(event.jobId).toBe(job.jobId);
    if (heard.length === 2) break;
  }
  expect(heard).toEqual(["job", "closed"]);
  desk.service.jobs.cancel(randomUUID());
  await desk.service.jobs.dismiss(randomUUID());
  expect(desk.service.jobs.resultPath(randomUUID())).toBeNull();
});
