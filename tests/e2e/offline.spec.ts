import { cameraCard } from "./camera-card.ts";
import { allSaved, emptyLot, joinWith, pairingCode, reconnecting } from "./first-steps.ts";
import { expect, test } from "./world.ts";

test("switched offline, everything works, the status bar counts what waits and the panel lists it", async ({
  world,
}) => {
  const desk = await emptyLot(world);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);

  await desk.sync.workOffline(true);
  await expect(desk.sync.sentence).toHaveText(/^Offline since \d{1,2}:\d\d\b/);

  await desk.inventory.open("A-101");
  await desk.inventory.write("Location", "North lot");
  await desk.inventory.moveTo("Recon");
  await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await desk.inventory.open("B-7");
  await desk.drop(desk.photos.strip, await cameraCard(world.path("card"), 3));
  await desk.photos.expectShown(3);
  await expect(desk.sync.sentence).toHaveText(/^Offline since .+, \d+ changes and 3 photos waiting$/);

  await desk.sync.showWaiting();
  await expect(desk.sync.waiting("A-101")).toContainText("Location");
  await expect(desk.sync.waiting("B-7")).toContainText("New car");
  await expect(desk.sync.waiting("B-7")).toContainText("3 photos");
  await expect(desk.sync.waitingPhotos("B-7")).toContainText("3 photos");
  await expect(desk.sync.waitingPhotos("B-7").getByRole("progressbar")).toHaveCount(3);
  await desk.sync.closePanel();

  await desk.sync.workOffline(false);
  await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);
  await desk.sync.showWaiting();
  await expect(desk.sync.panel).toContainText("Nothing waits");
});

test("a hub that is cut off is the same as the switch; when it is back both desks agree, and an upload goes on where it stopped", async ({
  world,
}) => {
  const hub = await world.hub();
  const office = await world.desk("Office");
  await joinWith(office, hub.address, hub.pairingCode);
  await office.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  const auction = await world.desk("Auction");
  await joinWith(auction, hub.address, await pairingCode(office));
  await expect(auction.inventory.row("A-101")).toBeVisible();

  await hub.cut();
  for (const desk of [office, auction])
    await expect(desk.sync.sentence).toHaveText(/^Offline since \d{1,2}:\d\d\b/, reconnecting);

  await office.inventory.open("A-101");
  await office.inventory.write("Trim", "Advance");
  await office.drop(office.photos.strip, await cameraCard(world.path("card"), 3));
  await office.photos.expectShown(3);
  await auction.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await expect(office.sync.sentence).toHaveText(/changes and 3 photos waiting$/);
  await expect(auction.sync.sentence).toHaveText(/waiting$/);

  await auction.settings.open();
  const unknown = auction.window.getByText(/^The hub knows who works here/);
  await expect(unknown).toBeVisible();
  await hub.start();
  for (const desk of [office, auction]) await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);
  await expect(unknown).toBeHidden();
  await auction.settings.close();
  await expect(office.inventory.row("B-7")).toContainText("Mazda CX-5");
  await auction.inventory.open("A-101");
  await expect(auction.inventory.field("Trim")).toHaveValue("Advance");
  await auction.photos.expectShown(3);

  await office.inventory.add({ stockNumber: "C-303", make: "Nissan", model: "Versa" });
  await office.inventory.open("C-303");
  const card = await cameraCard(world.path("second card"), 16, "large");
  // Watched for from before the drop: on a fast disk it is soon over.
  const sending = expect(office.sync.sentence).toHaveText(/sending .*photo/, reconnecting);
  await office.drop(office.photos.strip, card);
  await sending;
  await hub.cut();
  await expect(office.sync.sentence).toHaveText(/^Offline since/, reconnecting);
  await expect(office.photos.tray).toContainText("16 photos added", reconnecting);
  await hub.start();
  await expect(office.sync.sentence).toHaveText(allSaved, { timeout: 90_000 });
});
