import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cameraCard } from "./camera-card.ts";
import { allSaved, emptyLot, joinWith, pairingCode, reconnecting } from "./first-steps.ts";
import { expectPainted } from "./pages/photos.ts";
import { expect, test } from "./world.ts";

test("two desks of a dealership share its cars and photos, on line and off", async ({ world, hostName }) => {
  const office = await emptyLot(world, "Office");
  await office.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  const auction = await world.desk("Auction");

  await test.step("a code that the hub does not know lets nobody in, and says so", async () => {
    await auction.welcome.join(office.hubAddress, "ZZZZ-ZZZZ");
    await expect(auction.welcome.problem).toContainText("That code is unknown, already used or expired");
  });

  await test.step("an edit on one desk appears on the other by itself", async () => {
    await auction.welcome.submitCode(await pairingCode(office));
    await expect(auction.inventory.row("A-101")).toContainText("Nissan Versa");

    await office.inventory.open("A-101");
    await office.inventory.write("Trim", "Advance");
    await expect(auction.inventory.row("A-101")).toContainText("Advance");

    await auction.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
    await expect(office.inventory.row("B-7")).toContainText("Mazda CX-5");

    await office.settings.open();
    await expect(office.people.desk("Office")).toContainText("This desk");
    await expect(office.people.desk("Auction")).toBeVisible();
    await office.settings.close();
  });

  await test.step("edits made on both desks while offline merge field by field, and an overlap is settled with one click", async () => {
    await expect(auction.inventory.row("A-101")).toBeVisible();

    await office.sync.workOffline(true);
    await auction.sync.workOffline(true);
    await office.inventory.open("A-101");
    await office.inventory.write("Trim", "Exclusive");
    await office.inventory.write("Location", "North lot");
    await auction.inventory.open("A-101");
    await auction.inventory.write("Notes", "Scratch on the left door");
    await auction.inventory.write("Location", "South lot");

    await office.sync.workOffline(false);
    await expect(office.sync.sentence).toHaveText(allSaved, reconnecting);
    await auction.sync.workOffline(false);
    await expect(auction.sync.sentence).toHaveText(allSaved, reconnecting);

    for (const desk of [office, auction]) {
      await expect(desk.inventory.field("Trim")).toHaveValue("Exclusive");
      await expect(desk.inventory.field("Notes")).toHaveValue("Scratch on the left door");
      await expect(desk.inventory.field("Location")).toHaveValue("South lot");
    }

    await auction.sync.showWaiting();
    const overlap = auction.sync.overlap("Location");
    await expect(overlap).toContainText("North lot");
    await expect(overlap).toContainText("South lot");
    await overlap.getByRole("button", { name: /A-101/ }).click();
    const beside = auction.inventory.overlap("Location");
    await expect(beside).toBeFocused();
    await beside.getByRole("button", { name: "Use the other" }).click();
    await expect(beside).toBeHidden();
    await expect(auction.inventory.field("Location")).toHaveValue("North lot");
    await expect(office.inventory.field("Location")).toHaveValue("North lot");
  });

  await test.step("the history tells who did what, and the car goes back to a moment and returns from it", async () => {
    await auction.history.openOfCar();
    await expect(auction.history.line("Scratch on the left door")).toContainText("on this desk");
    await expect(auction.history.line("from Advance to Exclusive")).toContainText("on Office");
    await expect(auction.history.line("from South lot to North lot")).toContainText("on this desk");

    await auction.history.goBackTo("from empty to Advance");
    await expect(auction.history.preview.getByRole("row", { name: /Location/ })).toContainText("North lot");
    await auction.window.keyboard.press("Escape");
    await expect(auction.history.preview).toBeHidden();
    await auction.history.goBackTo("from empty to Advance");
    await auction.history.preview.getByRole("button", { name: "Go back" }).click();
    await expect(auction.history.line("Went back")).toContainText("on this desk");
    for (const desk of [office, auction]) {
      await expect(desk.inventory.field("Trim")).toHaveValue("Advance");
      await expect(desk.inventory.field("Location")).toHaveValue("");
      await expect(desk.inventory.field("Notes")).toHaveValue("");
    }

    await auction.history.undo("Went back");
    await auction.history.close();
    for (const desk of [office, auction]) {
      await expect(desk.inventory.field("Trim")).toHaveValue("Exclusive");
      await expect(desk.inventory.field("Location")).toHaveValue("North lot");
      await expect(desk.inventory.field("Notes")).toHaveValue("Scratch on the left door");
    }
  });

  await test.step("photos of one desk appear on the other: thumbnails by themselves, full pictures when they are wanted or the car is kept", async () => {
    await office.inventory.open("A-101");
    await office.drop(office.photos.strip, await cameraCard(world.path("card"), 4));
    await office.photos.expectShown(4);

    await auction.inventory.open("A-101");
    await auction.photos.expectShown(4);
    expect(await auction.photos.order()).toEqual(await office.photos.order());
    await expect(office.sync.sentence).toHaveText(allSaved, reconnecting);

    const away = auction.photos.marks("The full picture is on the hub");
    await expect(away).toHaveCount(4);
    await auction.sync.workOffline(true);
    await auction.photos.tile(4).click();
    await expect(auction.photos.viewer).toContainText("It comes when this desk is online.");
    await auction.window.keyboard.press("Escape");
    await auction.sync.workOffline(false);

    await auction.photos.keepOnDesk();
    await expect(auction.photos.strip).toContainText("all photos can be seen without a signal", reconnecting);
    await expect(away).toHaveCount(0);
    await auction.settings.open();
    await expect(auction.settings.photoSpace).toContainText("A-101 · Nissan Versa");
    await auction.settings.photoSpace.getByText("10 GB").click();
    await expect(auction.settings.photoSpace).toContainText("Within the limit.");
    await auction.settings.close();
    await auction.sync.workOffline(true);
    await auction.inventory.open("A-101");

    await auction.photos.tile(2).click();
    const large = auction.photos.viewer.getByRole("img", { name: "Photo 2 of 4" });
    await expectPainted(large);
    await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1200);
    await auction.window.keyboard.press("Escape");
  });

  // What a desk is asked first is the same on every host.
  if (hostName !== "browser") return;
  await test.step("a desk that no longer knows whose it is pairs again with the hub, and brings what it had not sent", async () => {
    await auction.inventory.add({ stockNumber: "C-9", make: "Kia", model: "Rio" });
    await auction.close();
    for (const name of ["desk.json", "desk.copy.json"])
      await writeFile(join(auction.dataFolder, name), "no profile");
    await auction.start();
    await auction.recovery.pairAgain();
    await joinWith(auction, office.hubAddress, await pairingCode(office));
    await expect(auction.inventory.row("A-101")).toBeVisible(reconnecting);
    await expect(office.inventory.row("C-9")).toContainText("Kia Rio", reconnecting);
    await office.settings.open();
    await expect(office.people.desk("Auction")).toHaveCount(1);
  });
});
