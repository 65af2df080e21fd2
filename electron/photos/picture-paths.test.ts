import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { picturePaths } from "./picture-paths.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "picture-paths-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(root, name, ".."), { recursive: true });
    await writeFile(join(root, name), "");
  }
}

async function found(...names: string[]): Promise<string[]> {
  const paths = await picturePaths(names.map((name) => join(root, name)));
  return paths.map((path) => relative(root, path));
}

test("walks folders in the order in which a person counts", async () => {
  await put(
    "card/b/IMG_1.jpg",
    "card/a/IMG_10.jpg",
    "card/a/IMG_9.jpg",
    "card/IMG_100.jpg",
    "card/IMG_20.JPG",
  );
  expect(await found("card")).toEqual([
    "card/a/IMG_9.jpg",
    "card/a/IMG_10.jpg",
    "card/b/IMG_1.jpg",
    "card/IMG_20.JPG",
    "card/IMG_100.jpg",
  ]);
});

test("puts dropped files in that order too, whichever of them was grabbed", async () => {
  await put("IMG_2.jpg", "IMG_10.jpg", "IMG_1.jpg");
  expect(await found("IMG_10.jpg", "IMG_1.jpg", "IMG_2.jpg")).toEqual([
    "IMG_1.jpg",
    "IMG_2.jpg",
    "IMG_10.jpg",
  ]);
});

test("leaves out hidden and system files of folders, and keeps everything else for its sentence", async () => {
  await put("card/.hidden.jpg", "card/.DS_Store", "card/Thumbs.db", "card/__MACOSX/a.jpg", "card/notes.txt");
  expect(await found("card")).toEqual(["card/notes.txt"]);
});

test("takes a hidden picture that was dropped itself, but not what a system left beside it", async () => {
  await put(".mine.jpg", "._mine.jpg", ".DS_Store", "Thumbs.db");
  expect(await found(".mine.jpg", "._mine.jpg", ".DS_Store", "Thumbs.db")).toEqual([".mine.jpg"]);
});

test("names a file once, however often it was meant, and does not walk in circles", async () => {
  await put("card/a.jpg");
  await symlink(root, join(root, "card", "up"));
  expect(await found("card", "card/a.jpg", "card")).toEqual(["card/a.jpg"]);
});

test("keeps a path that is not there", async () => {
  expect(await found("gone.jpg")).toEqual(["gone.jpg"]);
});
