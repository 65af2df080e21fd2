import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { badFiles, cameraCard, portrait } from "./camera-card.ts";
import type { Desk } from "./desk.ts";
import { emptyLot } from "./first-steps.ts";
import { expect, test } from "./world.ts";

/** A new car, open beside the list. */
async function openCar(desk: Desk, stockNumber: string): Promise<void> {
  await desk.inventory.add({ stockNumber, make: "Nissan", model: "Versa" });
  await desk.inventory.open(stockNumber);
}

async function fingerprint(path: string) {
  const { mtimeMs } = await stat(path);
  return {
    mtimeMs,
    sha256: createHash("sha256")
      .update(await readFile(path))
      .digest("hex"),
  };
}

test("photos are dropped on a car or picked, known ones are skipped, bad ones are told, and the originals stay as they are", async ({
  world,
}) => {
  const desk = await emptyLot(world);

  await test.step("files dropped on a car become its photos in the order of the card, and the originals stay as they are", async () => {
    await openCar(desk, "A-101");
    const files = await cameraCard(world.path("A-101"), 5);
    const before = await Promise.all(files.map(fingerprint));
    await desk.drop(desk.photos.strip, files);
    await desk.photos.expectShown(5);
    await expect(desk.inventory.row("A-101").getByText("5", { exact: true })).toBeVisible();
    expect(await Promise.all(files.map(fingerprint))).toEqual(before);

    await desk.photos.tile(1).click();
    await expect(desk.photos.viewer).toContainText("IMG_1001.JPG");
    await expect(desk.photos.viewer).toContainText("EOS R50");
    await expect(desk.photos.viewer).toContainText("2026");
    await desk.window.keyboard.press("ArrowRight");
    await expect(desk.photos.viewer).toContainText("IMG_1002.JPG");
    await desk.window.keyboard.press("End");
    await expect(desk.photos.viewer).toContainText("Photo 5 of 5");
    await desk.window.keyboard.press("ArrowLeft");
    await expect(desk.photos.viewer).toContainText("Photo 4 of 5");
    await desk.window.keyboard.press("Escape");
    await expect(desk.photos.viewer).toBeHidden();
  });

  await test.step("photos can be picked in a dialog", async () => {
    await openCar(desk, "A-102");
    const files = await cameraCard(world.path("A-102"), 2);
    await desk.app.choose(files, () => desk.photos.addFiles());
    await desk.photos.expectShown(2);
  });

  await test.step("what is already on the car is skipped with a word", async () => {
    await openCar(desk, "A-103");
    const files = await cameraCard(world.path("A-103"), 3);
    await desk.drop(desk.photos.strip, files.slice(0, 2));
    await desk.photos.expectShown(2);
    await desk.drop(desk.photos.strip, files);
    await expect(desk.photos.tray).toContainText("2 were already on this car and were skipped");
    await desk.photos.expectShown(3);
  });

  await test.step("bad files get a plain sentence each, and the rest of the batch goes on", async () => {
    await openCar(desk, "A-104");
    const bad = await badFiles(world.path("A-104"));
    const good = await cameraCard(world.path("A-104"), 3);
    await desk.drop(desk.photos.strip, [bad.empty, ...good, bad.text, bad.truncated, bad.bomb]);
    await expect(desk.photos.tray).toContainText("3 files could not be used");
    await expect(desk.photos.outcome("EMPTY.JPG")).toContainText("The file is empty (zero bytes)");
    await expect(desk.photos.outcome("LETTER.JPG")).toContainText(
      "This is not a picture, whatever its name says",
    );
    await expect(desk.photos.outcome("BOMB.PNG")).toContainText("The picture is too large");
    await desk.photos.expectShown(4);
    await expect(desk.photos.strip.getByRole("img", { name: /Damaged file: only part/ })).toHaveCount(1);
  });

  await test.step("bad files stay listed once their import was read, are tried again from there, and dismissed", async () => {
    await desk.photos.tray.getByRole("button", { name: "Dismiss" }).last().click();
    await desk.window.keyboard.press("Alt+2");
    await desk.window.getByRole("button", { name: "3 files were not taken" }).click();
    const { refused } = desk.photos;
    await expect(refused.file("EMPTY.JPG")).toContainText("For A-104 Nissan Versa");
    await expect(refused.file("LETTER.JPG")).toContainText("This is not a picture, whatever its name says");
    await refused.list.getByRole("button", { name: "Try LETTER.JPG again" }).click();
    await expect(desk.photos.outcome("LETTER.JPG")).toContainText("This is not a picture");
    await expect(refused.file("LETTER.JPG")).toBeVisible();
    await refused.list.getByRole("button", { name: "Dismiss all" }).click();
    const asked = desk.window.getByRole("dialog", { name: "Dismiss 3 files?" });
    await asked.getByRole("button", { name: "Dismiss" }).click();
    await expect(refused.list).toContainText("Every file was taken");
    await desk.window.keyboard.press("Escape");
    await desk.window.keyboard.press("Alt+1");
  });

  await test.step("a picture taken with the camera on its side stands upright", async () => {
    await openCar(desk, "A-105");
    await desk.drop(desk.photos.strip, [await portrait(world.path("A-105"))]);
    await desk.photos.expectShown(1);
    await desk.photos.expectUpright(1);
  });
});

test("photos are dropped elsewhere, put in order, deleted and brought back, and a batch is cancelled", async ({
  world,
}) => {
  const desk = await emptyLot(world);

  await test.step("a folder can be dropped on the row of a car that is not open", async () => {
    await openCar(desk, "A-101");
    await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
    const [first] = await cameraCard(world.path("A-101"), 4);
    await desk.drop(desk.inventory.row("A-101"), [dirname(first ?? "")]);
    await expect(desk.inventory.row("A-101").getByText("4", { exact: true })).toBeVisible();
    await expect(desk.inventory.row("B-7")).toContainText("No photos");
    await desk.inventory.open("A-101");
    await desk.photos.expectShown(4);
  });

  await test.step("photos dropped anywhere in the window are asked about in a review", async () => {
    await openCar(desk, "A-102");
    await desk.inventory.close();
    await desk.drop(desk.window.getByRole("banner"), await cameraCard(world.path("loose"), 2));
    await desk.review.chooseCar(/Which car/, "A-102");
    await desk.review.confirm("Put 2 photos on 1 car");
    await expect(desk.inventory.row("A-102").getByText("2", { exact: true })).toBeVisible();
  });

  await test.step("photos are reordered by drag and by keys, the cover is chosen, deleted photos come back", async () => {
    await openCar(desk, "A-103");
    await desk.drop(desk.photos.strip, await cameraCard(world.path("A-103"), 4));
    await desk.photos.expectShown(4);
    const [first, second, third, fourth] = await desk.photos.order();

    await desk.photos.dragOnto(1, 3);
    await expect.poll(() => desk.photos.order()).toEqual([second, third, first, fourth]);
    await desk.photos.tile(4).press("Alt+ArrowLeft");
    await expect.poll(() => desk.photos.order()).toEqual([second, third, fourth, first]);

    await desk.photos.act(3, "Use as cover");
    await expect(desk.photos.cover).toHaveAccessibleName("Photo 3 of 4, Cover");

    await desk.photos.act(1, "Delete photo");
    await expect(desk.photos.tiles).toHaveCount(3);
    await desk.window.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => desk.photos.order()).toEqual([second, third, fourth, first]);

    await desk.photos.act(2, "Delete photo");
    await expect(desk.photos.tiles).toHaveCount(3);
    await desk.photos.showDeleted();
    await desk.photos.bin.getByRole("button", { name: "Restore" }).click();
    await expect.poll(() => desk.photos.order()).toEqual([second, third, fourth, first]);
  });

  await test.step("a batch can be cancelled; what was done stays", async () => {
    await openCar(desk, "A-104");
    await desk.drop(desk.photos.strip, await cameraCard(world.path("A-104"), 30, "large"));
    await expect(desk.photos.tiles).not.toHaveCount(0, { timeout: 90_000 });
    await desk.photos.tray.getByRole("button", { name: "Cancel import" }).click();
    await expect(desk.photos.tray).toContainText(/Cancelled: \d+ of 30 were added and stay/);
    const added = Number(/Cancelled: (\d+) of/.exec(await desk.photos.tray.innerText())?.[1]);
    expect(added).toBeLessThan(30);
    await desk.photos.expectShown(added);
  });
});
