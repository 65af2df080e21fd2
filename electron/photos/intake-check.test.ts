import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unusableFolder } from "./intake-check.ts";

let root = "";
const at = (name: string) => join(root, name);
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "intake-"));
  for (const name of ["data/blobs", "inbox", "disk", "inbox/inside"])
    await mkdir(at(name), { recursive: true });
  await writeFile(at("file.jpg"), "a");
  await symlink(at("data/blobs"), at("link"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const check = (watchedFolder: string | null, secondPlace: string | null) =>
  unusableFolder({ watchedFolder, secondPlace }, at("data"));

test("takes folders that are there, and none, and leaves nothing in them", async () => {
  expect(await check(at("inbox"), at("disk"))).toBeNull();
  expect(await check(null, null)).toBeNull();
  expect(await check(at("inbox"), at("inbox/inside"))).toBeNull();
  expect(await readdir(at("disk"))).toEqual([]);
});

test.for([
  ["gone", "missing"],
  ["file.jpg", "missing"],
  ["data", "ownFolder"],
  ["data/blobs", "ownFolder"],
  ["link", "ownFolder"],
] as const)("refuses %s as %s", async ([name, reason]) => {
  expect(await check(at(name), null)).toEqual({ which: "watchedFolder", reason });
  expect(await check(null, at(name))).toEqual({ which: "secondPlace", reason });
});

test("refuses to copy to where cards are taken from", async () => {
  expect(await check(at("inbox"), at("inbox"))).toEqual({ which: "secondPlace", reason: "ownFolder" });
});

test("says that a place cannot be written", async () => {
  expect(await check(null, "/proc/self")).toEqual({ which: "secondPlace", reason: "noPermission" });
});
