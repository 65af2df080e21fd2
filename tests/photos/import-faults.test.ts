import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Import, ImportItem } from "#shared/contract/photo-import.ts";
import { programFile } from "#tests/support/programs.ts";
import { cameraPicture } from "../support/images.ts";
import { writePictures } from "./camera-card.ts";
import { all, openPhotoDesk, type PhotoDesk, photoOf, sha256Of, vehicleId } from "./photo-desk.ts";

const finished = ({ state }: Import) => state === "finished";
const shortly = ({ name, failure, state }: ImportItem) => `${name} ${failure ?? state}`;

test("a card that is pulled out fails what was not copied yet, keeps the rest, and goes on when it is back", async () => {
  await using desk = await openPhotoDesk();
  const names = Array.from({ length: 30 }, (_, index) => `IMG_${index + 10}.JPG`);
  const card = join(desk.card, "EOS_DIGITAL");
  await writePictures(card, names);
  const started = await desk.service.import({ vehicleId, paths: [card] });
  await desk.until(started!.importId, ({ items }) => items.some(({ safety }) => safety === "safe"));
  await rename(card, join(desk.card, "pulled-out"));
  const first = await desk.until(started!.importId, finished);

  for (const item of first.items)
    expect(shortly(item)).toBe(`${item.name} ${item.safety === "safe" ? "done" : "missing"}`);
  expect(await readdir(join(desk.folder, "blobs", "temp"))).toEqual([]);
  await rename(join(desk.card, "pulled-out"), card);
  await desk.service.resume(started!.importId);
  const second = await desk.until(started!.importId, finished);
  expect(second.items.map(shortly)).toEqual(names.map((name) => `${name} done`));
  expect(desk.log.errors).toEqual([]);
});

test("once everything is copied the card is not needed any more", async () => {
  await using desk = await openPhotoDesk();
  const card = join(desk.card, "EOS_DIGITAL");
  await writePictures(card, ["IMG_1.JPG", "IMG_2.JPG", "IMG_3.JPG"]);
  const started = await desk.service.import({ vehicleId: null, paths: [card] });
  await desk.until(started!.importId, ({ items }) => items.every(({ safety }) => safety === "safe"));
  await rm(card, { recursive: true });
  await desk.restart();
  await desk.service.resume(started!.importId);
  const { items } = await desk.until(started!.importId, finished);
  expect(items.map(({ state }) => state)).toEqual(["done", "done", "done"]);
});

test("two files of one name are two photos, and one content under two names is stored once", async () => {
  await using desk = await openPhotoDesk();
  const [first, second] = await writePictures(desk.card, ["100/IMG_1.JPG", "101/IMG_1.JPG"]);
  await copyFile(first!, join(desk.card, "100", "IMG_9.JPG"));
  const { items } = await desk.importCard(desk.card);

  expect(items.map(({ name }) => name)).toEqual(["IMG_1.JPG", "IMG_9.JPG", "IMG_1.JPG"]);
  const hashes = items.map((item) => photoOf(item).original.sha256);
  expect(hashes).toEqual([await sha256Of(first!), await sha256Of(first!), await sha256Of(second!)]);
  const stored = await all(desk.service.blobs.hashes());
  expect(stored.filter((hash) => hashes.includes(hash))).toHaveLength(2);
});

test("a name that is too long for the system has its own sentence", async () => {
  await using desk = await openPhotoDesk();
  const { items } = await desk.import(join(desk.card, `${"x".repeat(300)}.jpg`));
  expect(items.map(({ failure }) => failure)).toEqual(["nameTooLong"]);
});

test("files that may not be read are refused alone, and are made once they may be", async () => {
  await using desk = await openPhotoDesk();
  const [closed] = await writePictures(desk.card, ["IMG_1.JPG", "IMG_2.JPG"]);
  await chmod(closed!, 0);
  await importedApart(desk);
  await desk.restart();
  const entry = await onlyImport(desk);
  expect(entry.items.map(shortly)).toEqual(["IMG_1.JPG noPermission", "IMG_2.JPG done"]);

  await chmod(closed!, 0o644);
  await desk.service.resume(entry.importId);
  const second = await desk.until(entry.importId, finished);
  expect(second.items.map(shortly)).toEqual(["IMG_1.JPG done", "IMG_2.JPG done"]);
});

test("a link that leads round in a circle is missing, not for ever", async () => {
  await using desk = await openPhotoDesk();
  await symlink(join(desk.card, "b.jpg"), join(desk.card, "a.jpg"));
  await symlink(join(desk.card, "a.jpg"), join(desk.card, "b.jpg"));
  const { items } = await desk.import(desk.card);
  expect(items.map(({ failure }) => failure)).toEqual(["missing", "missing"]);
});

/** A real limit of the system on the size of files stands in for a full disk: writing on is refused in the middle. */
test("where the disk is full the large photo fails, the small one is made, and nothing half is left", async () => {
  await using desk = await openPhotoDesk();
  await writeFile(join(desk.card, "a-large.jpg"), await cameraPicture(3000, 2000, 4));
  await writePictures(desk.card, ["b-small.jpg"]);
  await importedApart(desk, "ulimit -f 1000");
  await desk.restart();
  const entry = await onlyImport(desk);
  expect(entry.items.map(shortly)).toEqual(["a-large.jpg diskFull", "b-small.jpg done"]);
  expect(await readdir(join(desk.folder, "blobs", "temp"))).toEqual([]);
  await desk.service.resume(entry.importId);
  const whole = await desk.until(entry.importId, finished);
  expect(whole.items.map(shortly)).toEqual(["a-large.jpg done", "b-small.jpg done"]);
});

const nobody = 65_534;

/** Imports the card in a process of its own, which the system keeps within limits, and whom files can be closed to. */
async function importedApart(desk: PhotoDesk, limit = "true"): Promise<void> {
  await desk.service[Symbol.asyncDispose]();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await promisify(execFile)("chown", ["-R", String(nobody), join(desk.folder, "..")]);
  const command = [process.execPath, await programFile("import-run"), desk.folder, desk.card];
  const child = spawn("bash", ["-c", `${limit}; exec "$@"`, "bash", ...command], {
    stdio: ["ignore", "ignore", "inherit"],
    ...(isRoot ? { uid: nobody } : {}),
  });
  expect(await once(child, "exit")).toEqual([0, null]);
}

async function onlyImport(desk: PhotoDesk): Promise<Import> {
  for await (const event of desk.service.imports(new AbortController().signal))
    if (event.type === "import") return event.import;
  throw new Error("There is no import");
}
