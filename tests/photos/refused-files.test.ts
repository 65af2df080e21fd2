import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cameraPicture, cornerPicture } from "../support/images.ts";
import { writePictures } from "./camera-card.ts";
import { openPhotoDesk, type PhotoDesk, sha256Of, vehicleId } from "./photo-desk.ts";

const listed = ({ service }: PhotoDesk) =>
  service.refusals.files
    .get()
    .map(
      ({ file, failure, vehicleId: car }) => `${file.path.split("/").at(-1)} ${failure} ${car ?? "no car"}`,
    );
const idOf = ({ service }: PhotoDesk, name: string) =>
  service.refusals.files.get().find(({ file }) => file.path.endsWith(name))!.file.photoId;

/** An empty file and a picture cut off within its head, which was copied before it was found out. */
async function badPictures({ card }: PhotoDesk): Promise<{ empty: string; broken: string }> {
  const [empty, broken] = [join(card, "IMG_7.JPG"), join(card, "IMG_8.JPG")];
  await writeFile(empty, "");
  await writeFile(broken, (await cameraPicture(320, 240, 8)).subarray(0, 400));
  return { empty, broken };
}

test("what was refused is listed with its reason once its import is over, also after it was read and after a restart", async () => {
  await using desk = await openPhotoDesk();
  const { empty, broken } = await badPictures(desk);
  const { importId } = await desk.import(empty, broken);
  const reasons = [`IMG_7.JPG empty ${vehicleId}`, `IMG_8.JPG broken ${vehicleId}`];
  expect(listed(desk)).toEqual(reasons);

  await desk.service.discard(importId);
  await desk.restart();
  expect(listed(desk)).toEqual(reasons);
  expect((await readdir(join(desk.folder, "imports"))).filter((name) => name.endsWith(".jsonl"))).toEqual([]);

  await desk.service.refusals.dismiss([idOf(desk, "IMG_7.JPG")]);
  await desk.restart();
  expect(listed(desk)).toEqual(reasons.slice(1));
});

test("what a card's review never showed is not forgotten with its confirmation", async () => {
  await using desk = await openPhotoDesk();
  await writePictures(desk.card, ["IMG_1.JPG"]);
  await badPictures(desk);
  const { importId, items } = await desk.importCard(desk.card);
  expect(listed(desk)).toEqual([]);

  const good = items.find(({ name }) => name === "IMG_1.JPG")!.photoId;
  await desk.service.place(importId, [{ photoId: good, vehicleId }]);
  await desk.service.confirm(importId);
  await desk.service.acknowledge(importId, [good]);
  expect(listed(desk)).toEqual(["IMG_7.JPG empty no car", "IMG_8.JPG broken no car"]);
});

test("a card that was forgotten leaves nothing in the list", async () => {
  await using desk = await openPhotoDesk();
  await badPictures(desk);
  const { importId } = await desk.importCard(desk.card);
  await desk.service.discard(importId);
  expect(listed(desk)).toEqual([]);
});

test("another try takes the file as it is now, for its car, and without one for a review", async () => {
  await using desk = await openPhotoDesk();
  const { empty, broken } = await badPictures(desk);
  await desk.import(empty);
  const review = await desk.importCard(broken);
  await desk.service.confirm(review.importId);
  await writeFile(empty, await cornerPicture(60, 40, 1));
  await writeFile(broken, await cornerPicture(60, 40, 2));

  const begun = await desk.service.refusals.retry([idOf(desk, "IMG_7.JPG"), idOf(desk, "IMG_8.JPG")]);
  const tried = await Promise.all(
    begun.map(({ importId }) => desk.until(importId, ({ state }) => state === "finished")),
  );
  const outcomes = tried.map(({ vehicleId: car, confirmed, items: [item] }) => ({
    car,
    confirmed,
    file: `${item?.name} ${item?.state}`,
  }));
  expect(outcomes).toContainEqual({ car: vehicleId, confirmed: true, file: "IMG_7.JPG done" });
  expect(outcomes).toContainEqual({ car: null, confirmed: false, file: "IMG_8.JPG done" });
  expect(outcomes).toHaveLength(2);
  expect(listed(desk)).toEqual([]);
  await desk.restart();
  expect(listed(desk)).toEqual([]);
});

test("what is gone from its card is tried again from its copy, and stays listed where there is none", async () => {
  await using desk = await openPhotoDesk();
  const { empty, broken } = await badPictures(desk);
  const hash = await sha256Of(broken);
  const first = await desk.import(empty, broken);
  await desk.service.discard(first.importId);
  await rm(empty);
  await rm(broken);
  await desk.restart();

  expect([...desk.service.openOriginals()]).toEqual([hash]);
  const places = await desk.service.refusals.places();
  expect(places.map(({ source, copy }) => [source, copy])).toEqual([
    [null, null],
    [null, desk.service.blobs.path(hash)],
  ]);
  const [again, ...others] = await desk.service.refusals.retry(places.map(({ photoId }) => photoId));
  expect(others).toEqual([]);
  const { items } = await desk.until(again!.importId, ({ state }) => state === "finished");
  expect(items.map(({ name, failure }) => [name, failure])).toEqual([["IMG_8.JPG", "broken"]]);
  expect(listed(desk).sort()).toEqual([`IMG_7.JPG empty ${vehicleId}`, `IMG_8.JPG broken ${vehicleId}`]);

  await desk.service.refusals.dismiss(desk.service.refusals.files.get().map(({ file }) => file.photoId));
  expect([...desk.service.openOriginals()]).toEqual([]);
});

test("a list that was damaged on disk costs the entries that cannot be read, and no start", async () => {
  await using desk = await openPhotoDesk();
  const { empty, broken } = await badPictures(desk);
  const { importId } = await desk.import(empty, broken);
  await desk.service.discard(importId);
  await desk.service[Symbol.asyncDispose]();
  const path = join(desk.folder, "imports", "refused.txt");
  await writeFile(path, (await readFile(path, "utf8")).replace('"empty"', '"emp'));
  await desk.restart();
  expect(listed(desk)).toEqual([`IMG_8.JPG broken ${vehicleId}`]);
});
