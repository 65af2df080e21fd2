import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { cameraPicture, writeNastyFiles } from "../support/images.ts";
import { all, openPhotoDesk, photoOf, sha256Of } from "./photo-desk.ts";

test("gives every nasty file its own sentence while the good ones around them become photos", async () => {
  await using desk = await openPhotoDesk();
  const nasty = await writeNastyFiles(desk.card);
  const good = ["0-first.jpg", "n-middle.jpg", "z-last.jpg"];
  for (const [index, name] of good.entries())
    await writeFile(join(desk.card, name), await cameraPicture(640, 480, 20 + index));

  const { items } = await desk.import(desk.card);

  const came = Object.fromEntries(
    items.map(({ name, file, failure }) => [name, failure ?? (file?.damaged ? "damaged" : "done")]),
  );
  expect(came).toEqual({
    ...Object.fromEntries(nasty.map(({ path, outcome }) => [path.slice(desk.card.length + 1), outcome])),
    ...Object.fromEntries(good.map((name) => [name, "done"])),
  });
  expect(desk.log.errors).toEqual([]);
});

test("loads no drawing once photos are read, should one ever slip past its signature", async () => {
  const drawing = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`);
  await using desk = await openPhotoDesk();
  await writeFile(join(desk.card, "drawing.svg"), drawing);

  await expect(sharp(drawing).toBuffer()).rejects.toThrow(/unsupported/);
  await expect(sharp(join(desk.card, "drawing.svg")).toBuffer()).rejects.toThrow(/unsupported|svgload/);
});

test("makes nothing of a file that did not become a photo, and keeps it only as it was", async () => {
  await using desk = await openPhotoDesk();
  const nasty = await writeNastyFiles(desk.card);
  await desk.import(...nasty.filter(({ outcome }) => outcome !== "damaged").map(({ path }) => path));

  const originals = await Promise.all(nasty.map(({ path }) => sha256Of(path)));
  for (const sha256 of await all(desk.service.blobs.hashes())) expect(originals).toContain(sha256);
  expect(await all(desk.service.files())).toEqual([]);
  expect(await readdir(join(desk.folder, "blobs", "temp"))).toEqual([]);
});

test("shows the upper half of a photo that was cut in half", async () => {
  await using desk = await openPhotoDesk();
  const whole = await cameraPicture(640, 480, 30);
  const path = join(desk.card, "cut.jpg");
  await writeFile(path, whole.subarray(0, Math.floor(whole.length / 2)));

  const photo = photoOf((await desk.import(path)).items[0]);

  expect(photo).toMatchObject({ damaged: true, original: { width: 640, height: 480 } });
  const blob = await readFile(desk.service.blobs.path(photo.original.sha256));
  expect(createHash("sha256").update(blob).digest("hex")).toBe(photo.original.sha256);
});

test("says of a file that is gone that it is missing, and of a pipe or a broken link what they are", async () => {
  await using desk = await openPhotoDesk();
  await symlink(join(desk.card, "nowhere.jpg"), join(desk.card, "link.jpg"));
  await mkdir(join(desk.card, "empty-folder"));

  const { items } = await desk.import(join(desk.card, "gone.jpg"), join(desk.card, "link.jpg"), "/dev/null");

  expect(Object.fromEntries(items.map(({ name, failure }) => [name, failure]))).toEqual({
    "gone.jpg": "missing",
    "link.jpg": "missing",
    null: "notAPicture",
  });
  expect(await desk.service.import({ vehicleId: "x", paths: [join(desk.card, "empty-folder")] })).toBeNull();
});
