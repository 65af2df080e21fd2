import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exportName } from "./export-name.ts";
import { DiskFull, expectRoom, growFile, removeUnfinished } from "./saved-place.ts";

let place: string;
let notes: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "autosell-place-"));
  notes = await mkdtemp(join(tmpdir(), "autosell-notes-"));
});
afterEach(async () => {
  for (const folder of [place, notes]) await rm(folder, { recursive: true, force: true });
});

test("a file takes its place only when it is whole", async () => {
  await writeFile(join(place, "all.autosell"), "an older one");
  const growing = await growFile(notes, join(place, "all.autosell"));
  await writeFile(growing.path, "half");
  expect(await readdir(place)).toHaveLength(2);
  await growing.keep();
  expect(await readdir(place)).toEqual(["all.autosell"]);
  expect(await readdir(notes)).toEqual([]);
});

test("what is called off or killed is gone, and what was there before stays", async () => {
  await writeFile(join(place, "all.autosell"), "an older one");
  const calledOff = await growFile(notes, join(place, "all.autosell"));
  await writeFile(calledOff.path, "half");
  await calledOff.abandon();
  const killed = await growFile(notes, join(place, "all.autosell"));
  await writeFile(killed.path, "half");
  await removeUnfinished(notes);
  await removeUnfinished(notes);
  expect(await readdir(place)).toEqual(["all.autosell"]);
  expect(await readdir(notes)).toEqual([]);
});

test("a disk without room says so before anything is written", async () => {
  await expectRoom(place, 1);
  await expect(expectRoom(place, 2 ** 60)).rejects.toThrow(DiskFull);
});

test("is named by the day", () => {
  expect(exportName(new Date(2026, 10, 8, 23, 59))).toBe("autosell-2026-11-08.autosell");
});
