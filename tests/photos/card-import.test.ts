import { readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Import, ImportEvent } from "#shared/contract/photo-import.ts";
import { cameraPicture } from "../support/images.ts";
import { rawFile, writePictures } from "./camera-card.ts";
import { all, openPhotoDesk, type PhotoDesk, photoOf, sha256Of, vehicleId } from "./photo-desk.ts";

const other = "019a0000-0000-7000-8000-000000000002";
const names = ["DCIM/100ACME/IMG_1.JPG", "DCIM/100ACME/IMG_2.JPG", "DCIM/101ACME/IMG_1.JPG"];
const column = <K extends keyof Import["items"][number]>({ items }: Import, key: K) =>
  items.map((item) => item[key]);

test("a card waits for its review: named, with folders, on no car, and safe", async () => {
  await using desk = await openPhotoDesk();
  await writePictures(desk.card, names);
  const entry = await desk.importCard(desk.card);
  const card = desk.card.split("/").at(-1);

  expect(entry).toMatchObject({ vehicleId: null, confirmed: false, source: card });
  expect(column(entry, "folder")).toEqual([
    `${card}/DCIM/100ACME`,
    `${card}/DCIM/100ACME`,
    `${card}/DCIM/101ACME`,
  ]);
  expect(column(entry, "vehicleId")).toEqual([null, null, null]);
  expect(column(entry, "safety")).toEqual(["safe", "safe", "safe"]);
  expect(column(entry, "capturedAt")).toEqual(Array.from({ length: 3 }, () => "2026-03-14T09:26:53"));
});

test("what the review said is kept over a restart, and confirming files it and gives up the rest", async () => {
  await using desk = await openPhotoDesk();
  await writePictures(desk.card, names);
  const { importId, items } = await desk.importCard(desk.card);
  const [first, second, third] = items.map(({ photoId }) => photoId);
  await desk.service.place(importId, [
    { photoId: first!, vehicleId },
    { photoId: second!, vehicleId },
    { photoId: third!, vehicleId: other },
  ]);
  await desk.service.place(importId, [{ photoId: second!, vehicleId: null }]);
  await desk.restart();
  expect(column(await desk.until(importId, () => true), "vehicleId")).toEqual([vehicleId, null, other]);

  await desk.service.confirm(importId);
  const confirmed = await desk.until(importId, () => true);
  expect(confirmed.confirmed).toBe(true);
  expect(column(confirmed, "state")).toEqual(["done", "cancelled", "done"]);
  await desk.service.acknowledge(importId, [first!, third!]);
  expect((await all(desk.service.files())).map(({ original }) => original.name)).toHaveLength(2);
  expect(await readdir(join(desk.folder, "imports"))).toEqual([]);
});

test("tells of placing and confirming as it happens", async () => {
  await using desk = await openPhotoDesk();
  await writePictures(desk.card, names);
  const { importId, items } = await desk.importCard(desk.card);
  const listening = new AbortController();
  const events: ImportEvent[] = [];
  const heard = (async () => {
    for await (const event of desk.service.imports(listening.signal)) events.push(event);
  })();
  await desk.service.place(importId, [{ photoId: items[0]!.photoId, vehicleId }]);
  await desk.service.confirm(importId);
  await desk.service.acknowledge(importId, [items[0]!.photoId]);
  await expect.poll(() => events.at(-1)).toEqual({ type: "closed", importId });
  listening.abort();
  await heard;
  expect(events).toContainEqual({ type: "state", importId, state: "finished", confirmed: true });
});

test("a review that is discarded leaves no photo, and its originals are not sent anywhere", async () => {
  await using desk = await openPhotoDesk();
  await writePictures(desk.card, names);
  const { importId } = await desk.importCard(desk.card);
  await desk.service.discard(importId);
  await desk.restart();
  expect(await readdir(join(desk.folder, "imports"))).toEqual([]);
  expect(await all(desk.service.files())).toEqual([]);
});

test("what was imported before is recognised, under another name too, and not made again", async () => {
  await using desk = await openPhotoDesk();
  const [path] = await writePictures(desk.card, ["IMG_1.JPG"]);
  const before = photoOf((await desk.import(path!)).items[0]);
  const rendition = desk.service.blobs.path(before.renditions[320].sha256);
  await writeFile(rendition, "still this file: nobody made it again");
  await rename(path!, join(desk.card, "DSC_0001.JPG"));

  const again = await desk.import(desk.card);
  expect(column(again, "safety")).toEqual(["safe"]);
  expect(photoOf(again.items[0])).toEqual({
    ...before,
    original: { ...before.original, name: "DSC_0001.JPG" },
  });
  expect(await readFile(rendition, "utf8")).toContain("nobody made it again");
});

test("a JPEG and its RAW are one photo, and both are kept", async () => {
  await using desk = await openPhotoDesk();
  await writePictures(desk.card, ["IMG_1.JPG"]);
  await writeFile(join(desk.card, "IMG_1.CR2"), rawFile(1));
  const entry = await desk.import(desk.card);

  expect(entry.items).toHaveLength(1);
  expect(entry.items[0]).toMatchObject({ name: "IMG_1.JPG", companionName: "IMG_1.CR2", safety: "safe" });
  const { original, companion } = photoOf(entry.items[0]);
  expect(original.name).toBe("IMG_1.JPG");
  expect(companion).toMatchObject({ name: "IMG_1.CR2", mime: "image/x-canon-cr2", bytes: 4000 });
  expect(await sha256Of(desk.service.blobs.path(companion!.sha256))).toBe(companion!.sha256);
});

test("a RAW that comes with a picture that was known without it is kept with it from then on", async () => {
  await using desk = await openPhotoDesk();
  const [path] = await writePictures(desk.card, ["IMG_1.JPG"]);
  await fileAll(desk, await desk.import(path!));
  await writeFile(join(desk.card, "IMG_1.CR2"), rawFile(1));
  await fileAll(desk, await desk.import(desk.card));
  await desk.restart();
  const [file] = await all(desk.service.files());
  expect(file?.companion?.name).toBe("IMG_1.CR2");
});

test("where the JPEG beside a RAW is none, the RAW stands for itself", async () => {
  await using desk = await openPhotoDesk();
  const dng = await cameraPicture(320, 240, 9);
  await writeFile(join(desk.card, "IMG_1.JPG"), "");
  await writeFile(join(desk.card, "IMG_1.CR2"), dng);
  const { original, companion } = photoOf((await desk.import(desk.card)).items[0]);
  expect(original.name).toBe("IMG_1.CR2");
  expect(companion).toBeNull();
});

test("a pair whose RAW cannot be read is not called safe, and is whole after another try", async () => {
  await using desk = await openPhotoDesk();
  await writePictures(desk.card, ["IMG_1.JPG"]);
  const raw = join(desk.card, "IMG_1.CR2");
  await symlink(join(desk.card, "..", "unplugged.CR2"), raw);
  const first = await desk.import(desk.card);
  expect(first.items[0]).toMatchObject({ state: "failed", failure: "missing", safety: "pending" });

  await rm(raw);
  await writeFile(raw, rawFile(1));
  await desk.service.resume(first.importId);
  const second = await desk.until(first.importId, ({ state }) => state === "finished");
  expect(second.items[0]).toMatchObject({
    state: "done",
    safety: "safe",
    file: { companion: { bytes: 4000 } },
  });
});

async function fileAll(desk: PhotoDesk, { importId, items }: Import): Promise<void> {
  await desk.service.acknowledge(
    importId,
    items.map(({ photoId }) => photoId),
  );
}
