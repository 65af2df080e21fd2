import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { rawFile, writePictures } from "./camera-card.ts";
import { cutOff, openPhotoDesk, type PhotoDesk, sha256Of } from "./photo-desk.ts";

const names = ["100/IMG_1.JPG", "100/IMG_2.JPG", "101/IMG_1.JPG"];
const safeties = async (desk: PhotoDesk, importId: string) =>
  (await desk.until(importId, ({ state }) => state === "finished")).items.map(({ safety }) => safety);

/** The hashes of what lies at the second place, by name. */
async function atSecondPlace(desk: PhotoDesk, folder = desk.disk): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) found.set(entry.name, await sha256Of(join(entry.parentPath, entry.name)));
  return found;
}

test("every original and RAW is at the second place too, under the day and the card, none over another", async () => {
  await using desk = await openPhotoDesk();
  desk.useSecondPlace(desk.disk);
  const paths = await writePictures(desk.card, names);
  const raw = join(desk.card, "100", "IMG_2.CR2");
  await writeFile(raw, rawFile(1));
  const { importId } = await desk.importCard(desk.card);

  expect(await safeties(desk, importId)).toEqual(["safe", "safe", "safe"]);
  const [day] = await readdir(desk.disk);
  expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(await readdir(join(desk.disk, day!))).toEqual([basename(desk.card)]);
  const found = await atSecondPlace(desk);
  expect([...found.keys()].sort()).toEqual(["IMG_1 (2).JPG", "IMG_1.JPG", "IMG_2.CR2", "IMG_2.JPG"]);
  const originals = await Promise.all([...paths, raw].map(sha256Of));
  expect([...found.values()].sort()).toEqual(originals.sort());
});

test("a card that comes again is there once", async () => {
  await using desk = await openPhotoDesk();
  desk.useSecondPlace(desk.disk);
  await writePictures(desk.card, names);
  await desk.importCard(desk.card);
  const { importId } = await desk.importCard(desk.card);
  expect(await safeties(desk, importId)).toEqual(["safe", "safe", "safe"]);
  expect((await atSecondPlace(desk)).size).toBe(3);
});

test("where the second place is gone the photos are made all the same, and are safe once it is back", async () => {
  await using desk = await openPhotoDesk();
  const away = `${desk.disk}-unplugged`;
  desk.useSecondPlace(desk.disk);
  await rename(desk.disk, away);
  await writePictures(desk.card, names);
  const entry = await desk.importCard(desk.card);

  expect(entry.items.map(({ state, safety }) => `${state} ${safety}`)).toEqual(
    names.map(() => "done storeOnly"),
  );
  await rename(away, desk.disk);
  await desk.restart();
  await desk.service.resume(entry.importId);
  expect(await safeties(desk, entry.importId)).toEqual(["safe", "safe", "safe"]);
  expect((await atSecondPlace(desk)).size).toBe(3);
  expect(desk.log.errors).toEqual([]);
});

test("an import that only lacked its second copies when the app ended goes on with them", async () => {
  await using desk = await openPhotoDesk();
  desk.useSecondPlace(desk.disk);
  await writePictures(desk.card, names);
  const { importId } = await desk.importCard(desk.card);
  await rm(desk.disk, { recursive: true });
  await mkdir(desk.disk);
  await cutOff(desk, importId, ["copied", "done"]);
  expect((await desk.until(importId, () => true)).state).toBe("interrupted");

  await desk.service.goOn();
  expect(await safeties(desk, importId)).toEqual(["safe", "safe", "safe"]);
  expect((await atSecondPlace(desk)).size).toBe(3);
});

test("where something else is in the way at the second place only the store has it", async () => {
  await using desk = await openPhotoDesk();
  const file = join(desk.card, "..", "no-folder");
  await writeFile(file, "in the way");
  desk.useSecondPlace(file);
  await writePictures(desk.card, names);
  const entry = await desk.importCard(desk.card);
  expect(entry.items.map(({ safety }) => safety)).toEqual(names.map(() => "storeOnly"));
  expect(await readFile(file, "utf8")).toBe("in the way");
});

test("an import keeps the second place that it began with, whatever is set in the meantime", async () => {
  await using desk = await openPhotoDesk();
  const elsewhere = join(desk.disk, "..", "elsewhere");
  await mkdir(elsewhere);
  desk.useSecondPlace(desk.disk);
  await rm(desk.disk, { recursive: true });
  await writePictures(desk.card, names);
  const { importId } = await desk.importCard(desk.card);
  desk.useSecondPlace(elsewhere);
  await mkdir(desk.disk);
  await desk.service.resume(importId);
  expect(await safeties(desk, importId)).toEqual(["safe", "safe", "safe"]);
  expect((await atSecondPlace(desk)).size).toBe(3);
  expect(await readdir(elsewhere)).toEqual([]);
});
