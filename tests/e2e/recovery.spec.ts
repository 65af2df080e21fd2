import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { faultsOf } from "./axe.ts";
import { emptyLot } from "./first-steps.ts";
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
  for (const name of ["desk.json", "desk.copy.json"])
    await writeFile(join(desk.dataFolder, name), "\0\0\0 no profile");

  await desk.start();
  await expect(desk.recovery.damaged).toContainText("which dealership this desk belongs to is damaged");
  await expect(desk.recovery.choices).toContainText("This lot's hub is on this computer");
  await expect(desk.recovery.choices).not.toContainText("Pair again");
  if (hostName === "browser") expect(await faultsOf(desk.window)).toEqual([]);
  await desk.recovery.restoreFromHere();

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
