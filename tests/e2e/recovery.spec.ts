import { open, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { dataBackups } from "#electron/updater/data-backup.ts";
import { faultsOf } from "./axe.ts";
import { cameraCard } from "./camera-card.ts";
import { allSaved, emptyLot, joinedDesk, pairingCode, reconnecting } from "./first-steps.ts";
import { expect, test } from "./world.ts";

test("a window that crashes comes back to the same car with what was being typed, and one that crashes on and on ends in recovery", async ({
  world,
  hostName,
}) => {
  test.skip(hostName !== "standin", "a browser shows a page of its own for one that crashed");
  const desk = await emptyLot(world);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa", price: "189000" });
  await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await desk.inventory.open("A-101");
  await expect(desk.inventory.details).toContainText("A-101");
  await desk.inventory.write("Location", "North lot");
  await desk.inventory.search.fill("versa");
  await desk.inventory.field("Trim").fill("Advan");

  await desk.crash();

  await expect(desk.help.notice).toContainText("back where you were");
  await expect(desk.inventory.details).toBeVisible();
  await expect(desk.inventory.search).toHaveValue("versa");
  await expect(desk.inventory.field("Location")).toHaveValue("North lot");
  await expect(desk.inventory.field("Trim")).toHaveValue("Advan");
  const [report] = await readdir(join(desk.dataFolder, "crashes"));
  expect(JSON.parse(await readFile(join(desk.dataFolder, "crashes", report!), "utf8"))).toMatchObject({
    process: "window",
    reason: "crashed",
  });

  await desk.crash();
  await expect(desk.inventory.details).toBeVisible();
  await desk.crashForGood();
  await desk.start();
  await expect(desk.recovery.damaged).toContainText("closed by itself three times within a minute");
  await desk.recovery.tryAgain();
  await desk.inventory.open("A-101");
  await expect(desk.inventory.field("Location")).toHaveValue("North lot");
});

test("a desk whose files are damaged opens in the recovery window, and from there as it was", async ({
  world,
  hostName,
}) => {
  const desk = await emptyLot(world);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa", price: "189000" });
  await desk.close();
  await dataBackups(desk.dataFolder).make("0.0.9");
  for (const name of ["desk.json", "desk.copy.json"])
    await writeFile(join(desk.dataFolder, name), "\0\0\0 no profile");

  await desk.start();
  await expect(desk.recovery.damaged).toContainText("which dealership this desk belongs to is damaged");
  await expect(desk.recovery.choices).toContainText("This lot's hub is on this computer");
  await expect(desk.recovery.choices).not.toContainText("Pair again");
  if (hostName === "browser") expect(await faultsOf(desk.window)).toEqual([]);
  await desk.recovery.restoreBackupOf("0.0.9");

  await desk.inventory.open("A-101");
  await expect(desk.inventory.row("A-101")).toContainText("189,000");
  const [aside] = await readdir(join(desk.dataFolder, "set-aside"));
  expect(await readFile(join(desk.dataFolder, "set-aside", aside!, "desk.json"), "utf8")).toContain(
    "no profile",
  );

  await desk.spoilReplica();
  await desk.recovery.repair();
  // A desktop starts again for it; a browser's page waits for its host.
  if (hostName === "standin") {
    await desk.hands.ended;
    await desk.start();
  }
  await expect(desk.recovery.damaged).toContainText("written by a newer version of Autosell");
  await desk.recovery.restoreFromHere();
  await expect(desk.inventory.row("A-101")).toContainText("189,000");

  if (hostName !== "standin") return;
  const zip = world.path("diagnostics.zip");
  await desk.settings.open();
  await desk.help.exportDiagnostics();
  await expect(desk.help.files.filter({ hasText: "logs/main.log" })).toBeVisible();
  await desk.app.saveAs(zip, () => desk.help.save());
  await expect(desk.help.dialog).toBeHidden();
  const files = unzipSync(await readFile(zip));
  expect(strFromU8(files["README.txt"]!)).toContain("Read it before you send it");
  expect(strFromU8(files["logs/main.log"]!)).toContain('"event":"restored"');
});

test("a hub that is damaged gives way to a new one with all that its desk has, and another desk brings the rest when it pairs again", async ({
  world,
  hostName,
}) => {
  const office = await emptyLot(world, "Office");
  await office.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await office.inventory.open("A-101");
  await office.inventory.write("Location", "North lot");
  await office.drop(office.photos.strip, await cameraCard(world.path("A-101"), 2));
  await office.photos.expectShown(2);
  const pictures = await office.photos.order();
  const auction = await joinedDesk(world, office, "Auction");
  await auction.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await expect(office.inventory.row("B-7")).toBeVisible(reconnecting);
  // The hub takes it, and its own desk does not hear of it.
  await office.sync.workOffline(true);
  await auction.inventory.add({ stockNumber: "C-9", make: "Kia", model: "Rio" });
  await expect(auction.sync.sentence).toHaveText(allSaved, reconnecting);
  await office.close();
  await overwrite(join(office.dataFolder, "hub", "database"));

  await test.step("it says what is wrong and what a new hub has", async () => {
    await office.start();
    await expect(office.inventory.row("A-101")).toBeVisible();
    await office.sync.workOffline(false);
    await office.sync.askWhatToDo();
    await expect(office.sync.hubTrouble).toContainText("2 cars go into it: 2 photos");
    await expect(office.sync.hubTrouble).toContainText("1 other desk shares this lot, and has to pair again");
    if (hostName === "browser") expect(await faultsOf(office.window)).toEqual([]);
  });

  await test.step("the new hub has what this desk has, and the damaged one is set aside", async () => {
    await office.sync.beginNewHub();
    await expect(office.sync.hubTrouble).toBeHidden(reconnecting);
    await expect(office.sync.sentence).toHaveText(allSaved, reconnecting);
    await office.settings.open();
    await expect(office.settings.hub).toContainText("An earlier hub was damaged and set aside");
    await expect(office.settings.hub).toContainText(join(office.dataFolder, "set-aside"));
    // Away from the rail, whose tooltip is over it.
    await office.settings.hub.hover();
    if (hostName === "browser") expect(await faultsOf(office.window)).toEqual([]);
    await office.settings.close();
    await expect(office.inventory.row("C-9")).toBeHidden();
  });

  await test.step("the other desk pairs again, gets all of it and brings what it had", async () => {
    await expect(auction.people.removal).toContainText(
      "a new one, which does not know this desk",
      reconnecting,
    );
    await auction.people.joinAgain(await pairingCode(office));
    await expect(office.inventory.row("C-9")).toContainText("Kia Rio", reconnecting);
    await auction.inventory.open("A-101");
    await expect(auction.inventory.field("Location")).toHaveValue("North lot");
    await auction.photos.expectShown(2);
    expect(await auction.photos.order()).toEqual(pictures);
  });
});

/** Puts zeros over the beginning of every file. */
async function overwrite(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    await using file = await open(join(parentPath, name), "r+");
    await file.write(Buffer.alloc(512), 0, 512, 0);
  }
}
