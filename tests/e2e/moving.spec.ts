import { cameraCard } from "./camera-card.ts";
import { allSaved, emptyLot, pairingCode, reconnecting } from "./first-steps.ts";
import { expect, test } from "./world.ts";

test("a desk that worked alone joins a hub with all that it has, and shows what is there twice", async ({
  world,
}) => {
  const head = await emptyLot(world, "Head office");
  await head.inventory.add({ stockNumber: "A-101", make: "Mazda", model: "CX-5" });
  const branch = await emptyLot(world, "Branch");
  await branch.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await branch.inventory.add({ stockNumber: "B-1", make: "Kia", model: "Rio" });
  await branch.inventory.open("B-1");
  await branch.drop(branch.photos.strip, await cameraCard(world.path("B-1"), 2));
  await branch.photos.expectShown(2);
  const pictures = await branch.photos.order();
  await expect(branch.sync.sentence).toHaveText(allSaved, reconnecting);

  await test.step("it says what goes along, and what is wrong with a code", async () => {
    await branch.settings.open();
    await branch.settings.askToJoin();
    await expect(branch.settings.joinDialog).toContainText("2 cars go along: 2 photos with their originals");
    await branch.settings.joinHub(head.hubAddress, "ZZZZ-ZZZZ");
    await expect(branch.settings.joinDialog.getByRole("alert")).toContainText("already used or expired");
  });

  await test.step("with a good one both stocks are one, and a number that is there twice is shown", async () => {
    await branch.settings.joinHub(head.hubAddress, await pairingCode(head));
    await expect(branch.settings.hub).toContainText(head.hubAddress, reconnecting);
    await branch.settings.close();
    await expect(branch.inventory.row("Mazda CX-5")).toBeVisible(reconnecting);
    await expect(head.inventory.row("B-1")).toContainText("Kia Rio", reconnecting);
    for (const desk of [branch, head]) {
      await desk.inventory.possibleDuplicates.click();
      await expect(desk.inventory.row("A-101")).toHaveCount(2);
      await expect(desk.inventory.row("B-1")).toBeHidden();
      await desk.inventory.possibleDuplicates.click();
    }
  });

  await test.step("the data of its own hub stays until it is deleted", async () => {
    await expect(branch.sync.sentence).toHaveText(allSaved, reconnecting);
    await branch.settings.open();
    await expect(branch.settings.hub).toContainText("is still here");
    await branch.settings.deleteLeftHub();
    await expect(branch.settings.hub).not.toContainText("is still here");
  });

  await test.step("the photos are the same at the head office when the branch is closed", async () => {
    await branch.close();
    await head.inventory.open("B-1");
    await head.photos.expectShown(2);
    expect(await head.photos.order()).toEqual(pictures);
  });

  await test.step("everything goes into one file, from which a new desk has the same", async () => {
    const file = world.path("all.autosell");
    await head.settings.open();
    await head.settings.exportTo(head.app, file, "tres autos azules");
    await expect(head.settings.exportAll.getByRole("status")).toContainText("3 cars, 2 photos");
    const fresh = await world.desk("New office");
    await fresh.welcome.openExport(fresh.app, file, "tres autos verdes");
    await expect(fresh.welcome.problem).toContainText("not the passphrase");
    await fresh.welcome.givePassphrase("tres autos azules");
    await fresh.welcome.restoreIt();
    await fresh.inventory.open("B-1");
    await fresh.photos.expectShown(2);
    expect(await fresh.photos.order()).toEqual(pictures);
  });
});
