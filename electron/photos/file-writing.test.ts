import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FileOrder, writeFilesNow } from "./file-writing.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "file-writing-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function order(path: string, text: string, { replaces = false } = {}): FileOrder {
  const content = new TextEncoder().encode(text);
  const tempFile = join(folder, `temp ${path.replaceAll("/", " ")}`);
  return { path: join(folder, path), tempFile, content, replaces };
}

const textOf = (path: string) => readFile(join(folder, path), "utf8");

test("writes files into folders that are made for them, and nothing else stays", async () => {
  writeFilesNow([order("aa/one", "a door"), order("aa/two", ""), order("bb/three", "a wheel")]);
  expect(await textOf("aa/one")).toBe("a door");
  expect(await textOf("aa/two")).toBe("");
  expect(await textOf("bb/three")).toBe("a wheel");
  expect((await readdir(folder)).toSorted()).toEqual(["aa", "bb"]);
});

test("what is there in its size stays unless it is to be replaced, and what was cut short is written again", async () => {
  await mkdir(join(folder, "aa"));
  for (const name of ["same", "replaced", "short"]) await writeFile(join(folder, "aa", name), "old");
  writeFilesNow([
    order("aa/same", "new"),
    order("aa/replaced", "new", { replaces: true }),
    order("aa/short", "whole"),
  ]);
  expect(await textOf("aa/same")).toBe("old");
  expect(await textOf("aa/replaced")).toBe("new");
  expect(await textOf("aa/short")).toBe("whole");
});

test("where one cannot be written none gets its name, and nothing half is left", async () => {
  await writeFile(join(folder, "bb"), "a file where a folder should be");
  expect(() => writeFilesNow([order("aa/one", "a door"), order("bb/two", "a wheel")])).toThrow("EEXIST");
  expect(await readdir(join(folder, "aa"))).toEqual([]);
  expect((await readdir(folder)).toSorted()).toEqual(["aa", "bb"]);
});
