import { cameraCard } from "./camera-card.ts";
import { damagedBlobs } from "./blob-check.ts";
import { allSaved, emptyLot, reconnecting } from "./first-steps.ts";
import { expect, test } from "./world.ts";

test("closed and started again, everything is as it was left, and a second start finds the first one at work", async ({
  world,
}) => {
  const desk = await emptyLot(world);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa", price: "189000" });
  await desk.inventory.open("A-101");
  await desk.inventory.write("Location", "North lot");
  await desk.drop(desk.photos.strip, await cameraCard(world.path("card"), 3));
  await desk.photos.expectShown(3);
  const order = await desk.photos.order();

  await desk.restart();

  await expect(desk.inventory.row("A-101")).toContainText("189,000");
  await desk.inventory.open("A-101");
  await expect(desk.inventory.field("Location")).toHaveValue("North lot");
  await desk.photos.expectShown(3);
  expect(await desk.photos.order()).toEqual(order);

  await expect(desk.startSecond()).rejects.toThrow(/ended/);
  await desk.inventory.write("Location", "South lot");
  await expect(desk.inventory.row("A-101")).toBeVisible();

  await test.step("without its window's IndexedDB every unsent edit comes back, is sent, and comes back from the hub alone", async () => {
    await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);
    await desk.sync.workOffline(true);
    await desk.inventory.write("Trim", "Advance");
    await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });

    await desk.restartWithoutDatabase();
    await expect(desk.sync.sentence).toHaveText(/^Offline since .+ changes waiting$/);
    await expect(desk.inventory.row("B-7")).toContainText("Mazda CX-5");
    await expect(desk.inventory.row("A-101")).toContainText("Advance");
    await desk.sync.workOffline(false);
    await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);

    await desk.restartWithoutDatabase();
    await expect(desk.inventory.row("B-7")).toContainText("Mazda CX-5");
    await desk.inventory.open("A-101");
    await expect(desk.inventory.field("Trim")).toHaveValue("Advance");
    await expect(desk.inventory.field("Location")).toHaveValue("South lot");
    await desk.photos.expectShown(3);
    expect(await desk.photos.order()).toEqual(order);
  });
});

test("killed with unsent edits and an import under way: every edit is there, no photo is half, the import goes on", async ({
  world,
}) => {
  test.slow();
  const desk = await emptyLot(world);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa", price: "189000" });
  await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);
  await desk.sync.workOffline(true);
  await desk.inventory.open("A-101");
  await desk.inventory.write("Location", "North lot");
  await desk.inventory.write("Trim", "Advance");
  await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await desk.inventory.open("A-101");
  await desk.drop(desk.photos.strip, await cameraCard(world.path("card"), 40, "large"));
  await expect(desk.photos.tiles).not.toHaveCount(0, { timeout: 60_000 });
  await desk.inventory.write("Notes", "Second key is missing");
  await expect(desk.photos.tray).toContainText(/\d+ of 40 photos/);

  await desk.kill();
  expect(await damagedBlobs(desk.dataFolder)).toEqual([]);
  await desk.start();
  // It goes on by itself, and is killed while it does: whatever else is to be seen is looked at where it stands still.
  await expect(desk.photos.tray).toContainText(/\d+ of 40 photos/);
  await desk.kill();
  expect(await damagedBlobs(desk.dataFolder)).toEqual([]);
  await desk.start();

  await expect(desk.inventory.row("B-7")).toContainText("Mazda CX-5");
  await desk.inventory.open("A-101");
  await expect(desk.inventory.field("Location")).toHaveValue("North lot");
  await expect(desk.inventory.field("Trim")).toHaveValue("Advance");
  await expect(desk.inventory.field("Notes")).toHaveValue("Second key is missing");
  await expect(desk.sync.sentence).toHaveText(/^Offline since/);
  await expect(desk.photos.tray).toContainText(/Stopped when the app closed: \d+ of 40 done/);
  await expect(desk.photos.tiles).not.toHaveCount(0);
  const survived = await desk.photos.tiles.count();
  await desk.photos.expectShown(survived);

  await desk.photos.tray.getByRole("button", { name: "Resume" }).click();
  await expect(desk.photos.tray).toContainText("40 photos added", { timeout: 90_000 });
  await desk.photos.expectShown(40);
  expect(await damagedBlobs(desk.dataFolder)).toEqual([]);

  await desk.sync.workOffline(false);
  await expect(desk.sync.sentence).toHaveText(allSaved, { timeout: 90_000 });
});
