import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { orderWipe, wipeWhereOrdered } from "./wiping.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-wipe-"));
  for (const name of ["blobs/aa", "hub/blobs", "logs", "window"])
    await mkdir(join(folder, name), { recursive: true });
  const files = ["desk.json", "journal", "blobs/aa/aabb", "logs/main.log"];
  for (const name of [...files, "browser-host.key", "browser-host.sessions"])
    await writeFile(join(folder, name), name);
});
afterEach(() => rm(folder, { recursive: true }));

const names = async () => (await readdir(folder)).sort();

test("nothing goes without an order", async () => {
  await wipeWhereOrdered(folder);
  expect(await names()).toContain("desk.json");
});

test("everything of the dealership goes, also where a wipe was cut off", async () => {
  await orderWipe(folder);
  await rm(join(folder, "journal"));
  await wipeWhereOrdered(folder);
  expect(await names()).toEqual(["browser-host.key", "browser-host.sessions", "logs", "window"]);
  await writeFile(join(folder, "desk.json"), "of a new one");
  await wipeWhereOrdered(folder);
  expect(await names()).toContain("desk.json");
});
