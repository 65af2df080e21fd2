import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceFiles, sourceName } from "./picture-paths.ts";

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

const dropped = (names: readonly string[]) => names.map((name) => ({ path: join(root, name), root: null }));
const files = (...names: string[]) => sourceFiles(dropped(names));

async function found(...names: string[]): Promise<string[]> {
  return (await files(...names)).map(({ path }) => relative(root, path));
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

test("says in which folders a file lay, from what was dropped on", async () => {
  await put("CARD/DCIM/100CANON/a.jpg", "CARD/b.jpg", "c.jpg");
  const folders = (await files("CARD", "c.jpg")).map(({ path, folder }) => [relative(root, path), folder]);
  expect(folders).toEqual([
    ["c.jpg", ""],
    ["CARD/b.jpg", "CARD"],
    ["CARD/DCIM/100CANON/a.jpg", "CARD/DCIM/100CANON"],
  ]);
});

test("counts folders from the root that was said, and keeps them in order", async () => {
  await put("place-1/DCIM/101/IMG_1.jpg", "place-2/DCIM/100/IMG_2.jpg");
  const ours = ["place-1/DCIM/101/IMG_1.jpg", "place-2/DCIM/100/IMG_2.jpg"];
  const found = await sourceFiles(
    ours.map((name) => ({ path: join(root, name), root: join(root, name.split("/")[0]!) })),
  );
  expect(found.map(({ folder }) => folder)).toEqual(["DCIM/100", "DCIM/101"]);
});

test("puts a RAW with the picture of its name, whatever the case, and leaves others alone", async () => {
  await put(
    "a/IMG_1.JPG",
    "a/img_1.cr3",
    "a/IMG_2.CR3",
    "b/IMG_1.CR3",
    "a/IMG_3.heic",
    "a/IMG_3.DNG",
    "a/IMG_3.txt",
  );
  const pairs = (await files("a", "b")).map(({ path, companion }) => [
    relative(root, path),
    companion && relative(root, companion),
  ]);
  expect(pairs).toEqual([
    ["a/IMG_1.JPG", "a/img_1.cr3"],
    ["a/IMG_2.CR3", null],
    ["a/IMG_3.heic", "a/IMG_3.DNG"],
    ["a/IMG_3.txt", null],
    ["b/IMG_1.CR3", null],
  ]);
});

test("leaves out what a camera keeps on its card for itself", async () => {
  await put("CARD/DCIM/CANONMSC/M0100.CTG", "CARD/DCIM/100/MVI_2.THM", "CARD/DCIM/100/IMG_1.JPG");
  expect(await found("CARD")).toEqual(["CARD/DCIM/100/IMG_1.JPG"]);
});

test.for([
  [["EOS_DIGITAL"], "EOS_DIGITAL"],
  [["EOS_DIGITAL/DCIM/100/a.jpg"], "a.jpg"],
  [["EOS_DIGITAL/DCIM/100/a.jpg", "EOS_DIGITAL/DCIM/100/b.jpg"], "100"],
] as const)("calls a drop of %j %j", async ([names, name]) => {
  await put("EOS_DIGITAL/DCIM/100/a.jpg", "EOS_DIGITAL/DCIM/100/b.jpg");
  expect(sourceName(dropped(names), await files(...names))).toBe(name);
});
