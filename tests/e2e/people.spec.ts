import { faultsOf } from "./axe.ts";
import { cameraCard } from "./camera-card.ts";
import { allSaved, emptyLot, joinWith, pairingCode, reconnecting } from "./first-steps.ts";
import { expect, test } from "./world.ts";

test("somebody is invited, sees what their role sees, gets another, is removed, joins again, and wipes the desk", async ({
  world,
  hostName,
}) => {
  const office = await emptyLot(world, "Office");
  await office.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa", price: "189000" });
  await office.inventory.open("A-101");
  await office.drop(office.photos.strip, await cameraCard(world.path("card"), 2));
  await office.photos.expectShown(2);
  await office.settings.open();
  const code = await office.people.invite("Lucía", "Sales");
  await expect(office.people.person("Lucía")).toContainText("Invited, until");
  const lucia = await world.desk("Showroom");
  await joinWith(lucia, office.hubAddress, code);

  await test.step("sales change cars and see no costs", async () => {
    await lucia.inventory.open("A-101");
    await expect(lucia.inventory.details.getByText("Costs")).toBeHidden();
    await lucia.inventory.write("Location", "Front row");
    await office.settings.close();
    await office.inventory.open("A-101");
    await expect(office.inventory.details.getByText("Costs").first()).toBeVisible();
    await expect(office.inventory.field("Location")).toHaveValue("Front row");
    await office.history.openOfCar();
    await expect(office.history.line("Front row")).toContainText("by Lucía on Showroom");
    await office.history.close();
  });

  await test.step("a role counts at once, and both desks show it", async () => {
    await office.settings.open();
    await office.people.changeRole("Lucía", "Manager");
    await expect(lucia.inventory.row("A-101")).toBeVisible(reconnecting);
    await lucia.inventory.open("A-101");
    await expect(lucia.inventory.details.getByText("Costs").first()).toBeVisible(reconnecting);
    await expect(lucia.inventory.field("Location")).toHaveValue("Front row");

    await office.people.changeRole("Lucía", "Viewer");
    await expect(lucia.window.getByRole("button", { name: "Add car" })).toBeHidden(reconnecting);
    await lucia.inventory.open("A-101");
    await expect(lucia.inventory.field("Location")).toBeDisabled();
    await expect(lucia.inventory.details.getByText("Costs")).toBeHidden();

    await lucia.photos.tile(1).click();
    const { viewer } = lucia.photos;
    await expect(viewer.getByLabel("Caption")).not.toBeEditable();
    await expect(viewer.getByRole("button", { name: "Pin a defect" })).toHaveCount(0);
    await lucia.window.keyboard.press("e");
    await expect(lucia.window.getByText(/Your role sees photos and does not change them/)).toBeVisible();
    await lucia.window.keyboard.press("Escape");
    await expect(viewer).toBeHidden();
  });

  await test.step("a desk that is locked shows nothing and takes nothing, and syncs on", async () => {
    await lucia.settings.open();
    const code = await lucia.lock.setPin("4711");
    await lucia.settings.close();
    await lucia.inventory.open("A-101");
    await lucia.window.keyboard.press("Control+l");
    await expect(lucia.lock.screen).toBeVisible();
    await expect(lucia.inventory.row("A-101")).toBeHidden();
    for (const key of ["Escape", "Control+k", "Control+,", "?"]) await lucia.window.keyboard.press(key);
    await office.settings.close();
    await office.inventory.open("A-101");
    await office.inventory.write("Location", "Back row");
    await expect(office.sync.sentence).toHaveText(allSaved, reconnecting);
    await lucia.lock.unlock("0815");
    await expect(lucia.lock.screen).toContainText("That is not the PIN.");
    await lucia.lock.unlock("4711");
    await expect(lucia.inventory.field("Location")).toHaveValue("Back row", reconnecting);
    await expect(lucia.window.getByRole("dialog")).toHaveCount(0);

    await lucia.restart();
    await expect(lucia.lock.screen).toBeVisible(reconnecting);
    await expect(lucia.window.getByRole("grid")).toHaveCount(0);
    await lucia.lock.recover(code);
    await expect(lucia.inventory.row("A-101")).toBeVisible(reconnecting);
    await office.settings.open();
  });

  await test.step("a desk that is removed says so, and joins again with all it has", async () => {
    await office.people.removeDesk("Lucía", "Showroom");
    await expect(lucia.people.removal).toBeVisible(reconnecting);
    if (hostName === "browser") expect(await faultsOf(lucia.window)).toEqual([]);
    await lucia.people.joinAgain("ZZZZ-ZZZZ");
    await expect(lucia.people.removal).toContainText("That code is unknown");
    const { codeField, joinButton } = lucia.people;
    expect((await joinButton.boundingBox())?.y).toBe((await codeField.boundingBox())?.y);
    await lucia.people.joinAgain(await pairingCode(office));
    await expect(lucia.people.removal).toBeHidden(reconnecting);
    // The code was the owner's own, so the window begins anew with what goes with that role.
    await expect(lucia.window.getByText("Your role is now Owner.")).toBeVisible(reconnecting);
    await lucia.inventory.open("A-101");
    await expect(lucia.inventory.field("Location")).toBeEnabled(reconnecting);
  });

  // Electron starts itself again out of the spec's reach.
  if (hostName === "electron") return;
  await test.step("a desk that is wiped says what is lost with it, and asks what to begin with", async () => {
    await lucia.sync.workOffline(true);
    await lucia.inventory.write("Location", "Never sent");
    await office.settings.open();
    await office.people.removeDesk("Office", "Showroom");
    await lucia.window.keyboard.press("Control+k");
    await lucia.window.getByPlaceholder("Go to a car or type a command…").fill("Go back online");
    await lucia.window.keyboard.press("Enter");
    await expect(lucia.people.removal).toBeVisible(reconnecting);
    await expect(lucia.people.removal).toContainText(/on no other desk: \d+ changes?\./);
    await lucia.window.keyboard.press("Control+k");
    await lucia.window.keyboard.press("Escape");
    await expect(lucia.people.removal).toBeVisible();
    if (hostName === "browser") expect(await lucia.people.saveUnsent()).toContain("Never sent");
    const { desktop } = lucia.app;
    await lucia.people.wipe();
    if (desktop) {
      // The app has started itself again, where only its user could see it.
      await desktop.ended;
      await lucia.start();
    }
    await expect(lucia.welcome.title).toBeVisible(reconnecting);
  });
});
