import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { requestsFor } from "./open-requests.ts";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "open-requests-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = async (name: string) => {
  await writeFile(join(folder, name), "x");
  return join(folder, name);
};

test("photos and folders are one card, each stock list is one of its own, and nothing comes twice", async () => {
  const photo = await file("IMG_1.JPG");
  const card = join(folder, "card.csv");
  await mkdir(card);
  const list = await file("Inventario Julio.CSV");
  const workbook = await file("Inventario.xlsx");
  expect(await requestsFor([photo, list, card, photo, workbook])).toEqual([
    { kind: "photos", paths: [photo, card] },
    { kind: "stockList", path: list, name: "Inventario Julio.CSV" },
    { kind: "stockList", path: workbook, name: "Inventario.xlsx" },
  ]);
});

test("what is not there is named, and the rest is opened all the same", async () => {
  const photo = await file("IMG_1.JPG");
  expect(await requestsFor([join(folder, "gone.jpg"), photo])).toEqual([
    { kind: "photos", paths: [photo] },
    { kind: "unreadable", files: [{ name: "gone.jpg", reason: "missing" }] },
  ]);
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "what may not be read is named as that",
  async () => {
    const closed = await file("closed.csv");
    await chmod(closed, 0);
    expect(await requestsFor([closed])).toEqual([
      { kind: "unreadable", files: [{ name: "closed.csv", reason: "noPermission" }] },
    ]);
  },
);

test("nothing asked is nothing opened", async () => {
  expect(await requestsFor([])).toEqual([]);
});
