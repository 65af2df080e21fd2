import { createHash } from "node:crypto";
import { cp, readdir, readFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { faultsOf } from "./axe.ts";
import { cameraCard } from "./camera-card.ts";
import type { Desk } from "./desk.ts";
import { emptyLot } from "./first-steps.ts";
import { lotCard, type Shot, shotsOf } from "./lot-card.ts";
import { expect, test, type World } from "./world.ts";

const vin = "3N1CN7AD3KL812345";

/** Two cars in folders of their own, one of them unknown; two behind their labels; one that nothing tells. */
const sixCars: readonly Shot[] = [
  ...shotsOf("DCIM/A-101", 1001, 3, "09:00:00"),
  ...shotsOf(`DCIM/${vin}`, 1101, 2, "09:30:00"),
  {
    folder: "DCIM/100CANON",
    name: "IMG_2001.JPG",
    time: "10:42:00",
    label: { text: "B-202", format: "QRCode" },
  },
  ...shotsOf("DCIM/100CANON", 2002, 3, "10:42:20"),
  {
    folder: "DCIM/100CANON",
    name: "IMG_2011.JPG",
    time: "10:42:50",
    label: { text: "C-303", format: "Code39" },
  },
  ...shotsOf("DCIM/100CANON", 2012, 2, "10:43:10"),
  ...shotsOf("DCIM/100CANON", 2021, 1, "11:20:00"),
  { folder: "DCIM/100CANON", name: "IMG_2022.JPG", time: "11:20:20", onItsSide: true },
];

async function lotOfThree(world: World): Promise<Desk> {
  const desk = await emptyLot(world);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await desk.inventory.add({ stockNumber: "B-202", make: "Mazda", model: "CX-5" });
  await desk.inventory.add({ stockNumber: "C-303", make: "Volkswagen", model: "Jetta" });
  await desk.inventory.close();
  return desk;
}

async function importCard(desk: Desk, card: string): Promise<void> {
  await desk.app.choose([card], () => desk.window.getByRole("button", { name: "Import a card…" }).click());
  await expect(desk.review.window).toBeVisible();
}

/** The files of the photos of a car, in their order, as the viewer names them. */
async function filesOf(desk: Desk, stockNumber: string, count: number): Promise<string[]> {
  await desk.inventory.open(stockNumber);
  await desk.photos.expectShown(count);
  await desk.photos.tile(1).dblclick();
  const files: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    await expect(desk.photos.viewer).toContainText(`Photo ${number} of ${count}`);
    files.push(/IMG_\d+\.JPG/.exec(await desk.photos.viewer.innerText())?.[0] ?? "");
    await desk.window.keyboard.press("ArrowRight");
  }
  await desk.window.keyboard.press("Escape");
  await expect(desk.photos.viewer).toBeHidden();
  return files;
}

test("a card of several cars sorts itself, is corrected by hand and by keys, and is put on the right cars once", async ({
  world,
  hostName,
}) => {
  const desk = await lotOfThree(world);
  await importCard(desk, await lotCard(world.path("EOS_DIGITAL"), sixCars));
  const { review } = desk;

  await review.expectPhotos("A-101 Nissan Versa", ["IMG_1001.JPG", "IMG_1002.JPG", "IMG_1003.JPG"]);
  await expect(review.group(/A-101/)).toContainText("Stock number A-101 in the folder's name");
  await expect(review.group(new RegExp(vin))).toContainText(`VIN ${vin} in the folder's name`);
  await expect(review.group(/B-202/)).toContainText("Label photographed at 10:42");
  await review.expectPhotos(/C-303/, ["IMG_2011.JPG", "IMG_2012.JPG", "IMG_2013.JPG"]);
  await expect(review.photo("IMG_2011.JPG")).toHaveAccessibleName("IMG_2011.JPG, left out");
  await expect(review.group(/Which car/)).toContainText("37 minutes' pause");
  await expect(review.safeToFormat).toBeVisible();
  await expect(review.window).toContainText("2 photos have no car yet");
  if (hostName === "browser") expect(await faultsOf(desk.window)).toEqual([]);

  await review.drag("IMG_2013.JPG", /B-202/);
  await review.expectPhotos(/C-303/, ["IMG_2011.JPG", "IMG_2012.JPG"]);
  await desk.window.keyboard.press("Control+z");
  await review.expectPhotos(/C-303/, ["IMG_2011.JPG", "IMG_2012.JPG", "IMG_2013.JPG"]);
  await review.moveByKeys("IMG_2004.JPG", "C-303");
  await expect(review.photo("IMG_2004.JPG")).toHaveAccessibleName(/C-303/);
  await review.chooseCar(/Which car/, "A-101");
  await expect(review.window).not.toContainText("no car yet");

  await review.confirm("Put 12 photos on 4 cars");
  expect(await filesOf(desk, "A-101", 5)).toEqual([
    "IMG_1001.JPG",
    "IMG_1002.JPG",
    "IMG_1003.JPG",
    "IMG_2021.JPG",
    "IMG_2022.JPG",
  ]);
  expect(await filesOf(desk, "B-202", 2)).toEqual(["IMG_2002.JPG", "IMG_2003.JPG"]);
  expect(await filesOf(desk, "C-303", 3)).toEqual(["IMG_2004.JPG", "IMG_2012.JPG", "IMG_2013.JPG"]);
  expect(await filesOf(desk, vin, 2)).toEqual(["IMG_1101.JPG", "IMG_1102.JPG"]);

  await desk.inventory.open("A-101");
  await desk.photos.expectUpright(5);
});

test("killed while a card is copied and reviewed, everything goes on from there", async ({ world }) => {
  test.slow();
  const desk = await lotOfThree(world);
  const card = await lotCard(world.path("EOS_DIGITAL"), [
    ...shotsOf("A-101", 3001, 2, "09:00:00"),
    ...shotsOf("100CANON", 2001, 2, "10:00:00"),
  ]);
  await cameraCard(join(card, "B-202"), 30, "large");
  await importCard(desk, card);
  await expect(desk.review.group(/Which car/)).toBeVisible();
  await desk.review.moveByKeys("IMG_2002.JPG", "C-303");
  await expect(desk.review.group(/C-303/)).toContainText("You put them here");
  await desk.review.photo("IMG_3002.JPG").focus();
  await desk.window.keyboard.press("Delete");
  await expect(desk.review.photo("IMG_3002.JPG")).toHaveAccessibleName("IMG_3002.JPG, left out");

  await desk.kill();
  await desk.start();

  await desk.review.openFromTray();
  await expect(desk.review.safeToFormat).toBeVisible({ timeout: 90_000 });
  await desk.review.expectPhotos("A-101 Nissan Versa", ["IMG_3001.JPG"]);
  await desk.review.expectPhotos(/C-303/, ["IMG_2002.JPG"]);
  await expect(desk.review.photo("IMG_3002.JPG")).toHaveAccessibleName("IMG_3002.JPG, left out");
  await desk.review.chooseCar(/Which car/, "C-303");
  await desk.review.confirm("Put 33 photos on 3 cars");
  await expect(desk.inventory.row("B-202").getByText("30", { exact: true })).toBeVisible({
    timeout: 120_000,
  });
  await expect(desk.inventory.row("A-101").getByText("1", { exact: true })).toBeVisible();
  expect(await filesOf(desk, "C-303", 2)).toEqual(["IMG_2001.JPG", "IMG_2002.JPG"]);
});

test("cards and files come in by every way, wait for their review, and get a second copy where one is wanted", async ({
  world,
}) => {
  const desk = await lotOfThree(world);

  await test.step("files dropped with no car open are put on one car in one go, or on a new one", async () => {
    const card = await lotCard(world.path("photos"), shotsOf("", 4001, 3, "08:00:00"));
    const files = (await readdir(card)).map((name) => join(card, name)).sort();
    await desk.drop(desk.window.getByRole("banner"), files);
    await expect(desk.review.group(/Which car/)).toBeVisible();
    await desk.review.window.getByRole("button", { name: "All on one car…" }).click();
    await desk.window.getByRole("textbox", { name: "Stock number, make, model or VIN" }).fill("jetta");
    await desk.window.keyboard.press("Enter");
    await desk.review.confirm("Put 3 photos on 1 car");
    expect(await filesOf(desk, "C-303", 3)).toEqual(["IMG_4001.JPG", "IMG_4002.JPG", "IMG_4003.JPG"]);
  });

  await test.step("a review that is closed waits in the corner, and a card that was imported is recognised", async () => {
    const card = await lotCard(world.path("EOS_DIGITAL_2"), shotsOf("A-101", 1001, 3, "09:00:00"));
    await importCard(desk, card);
    await desk.review.expectPhotos(/A-101/, ["IMG_1001.JPG", "IMG_1002.JPG", "IMG_1003.JPG"]);
    await desk.window.keyboard.press("Escape");
    await expect(desk.review.tray).toContainText("EOS_DIGITAL_2 waits for your review");
    await desk.review.openFromTray();
    await desk.review.confirm("Put 3 photos on 1 car");
    await expect(desk.inventory.row("A-101").getByText("3", { exact: true })).toBeVisible();

    await lotCard(card, [...shotsOf("A-101", 1001, 3, "09:00:00"), ...shotsOf("B-202", 1101, 1, "09:10:00")]);
    await importCard(desk, card);
    await desk.review.expectPhotos("Left out", ["IMG_1001.JPG", "IMG_1002.JPG", "IMG_1003.JPG"]);
    await expect(desk.review.group("Left out")).toContainText("Imported before, left out");
    await desk.review.confirm("Put 1 photo on 1 car");
    await expect(desk.inventory.row("B-202").getByText("1", { exact: true })).toBeVisible();
    await expect(desk.inventory.row("A-101").getByText("3", { exact: true })).toBeVisible();
  });

  await test.step("what is behind a label that no car of the stock has is asked about, and one click begins its car", async () => {
    const labelled = (name: string, time: string, text: string): Shot => ({
      folder: "100CANON",
      name,
      time,
      label: { text, format: "QRCode" },
    });
    const card = await lotCard(world.path("EOS_DIGITAL_5"), [
      labelled("IMG_7001.JPG", "16:00:00", "B-202"),
      ...shotsOf("100CANON", 7002, 1, "16:00:20"),
      labelled("IMG_7003.JPG", "16:00:40", "U-1234"),
      ...shotsOf("100CANON", 7004, 2, "16:01:00"),
    ]);
    await importCard(desk, card);
    const { review } = desk;
    await review.expectPhotos(/U-1234/, ["IMG_7003.JPG", "IMG_7004.JPG", "IMG_7005.JPG"]);
    await expect(review.group(/U-1234/)).toContainText("Label: stock number U-1234 is not in stock yet");
    await review.expectPhotos(/B-202/, ["IMG_7001.JPG", "IMG_7002.JPG"]);
    await review.drag("IMG_7002.JPG", /U-1234/);
    await review
      .group(/U-1234/)
      .getByRole("button", { name: "New car U-1234" })
      .click();
    await expect(review.group("New car U-1234")).toContainText("4 photos");
    await desk.window.keyboard.press("Control+z");
    await desk.window.keyboard.press("Control+z");
    await review.expectPhotos(/B-202/, ["IMG_7001.JPG", "IMG_7002.JPG"]);
    await review
      .group(/U-1234/)
      .getByRole("button", { name: "New car U-1234" })
      .click();
    await review.confirm("Put 3 photos on 2 cars");
    // Here the viewer's arrow comes to lie under the second click of who opens a photo by two.
    await desk.window.setViewportSize({ width: 1280, height: 720 });
    expect(await filesOf(desk, "U-1234", 2)).toEqual(["IMG_7004.JPG", "IMG_7005.JPG"]);
    await expect(desk.inventory.row("B-202").getByText("2", { exact: true })).toBeVisible();
  });

  await test.step("what is put into the watched folder comes in as a card", async () => {
    const watched = world.path("watched");
    await mkdir(watched);
    await desk.settings.open();
    await desk.settings.usePhotoPlace(desk.app, "Watched folder", watched);
    await desk.settings.close();

    const card = await lotCard(world.path("EOS_DIGITAL_3"), shotsOf("C-303", 5001, 3, "12:00:00"));
    await cp(card, join(watched, "EOS_DIGITAL_3"), { recursive: true });
    await expect(desk.review.tray).toContainText("waits for your review", { timeout: 60_000 });
    await desk.review.openFromTray();
    await desk.review.expectPhotos(/C-303/, ["IMG_5001.JPG", "IMG_5002.JPG", "IMG_5003.JPG"]);
    await desk.review.confirm("Put 3 photos on 1 car");
    await expect(desk.inventory.row("C-303").getByText("6", { exact: true })).toBeVisible();
  });

  await test.step("a second place gets every original too, and says when it cannot be used", async () => {
    const second = world.path("second place");
    await mkdir(second);
    await desk.settings.open();
    await desk.settings.usePhotoPlace(desk.app, "Second place", second);
    await desk.settings.close();

    const card = await lotCard(world.path("EOS_DIGITAL_4"), shotsOf("A-101", 6001, 3, "14:00:00"));
    await importCard(desk, card);
    await expect(desk.review.safeToFormat).toBeVisible();
    await expect(desk.review.window).toContainText("copied to this computer and to the second place");
    expect(await fingerprints(second)).toEqual(expect.arrayContaining(await fingerprints(card)));
  });
});

/** The contents of every file below a folder. */
async function fingerprints(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = await Promise.all(
    files.map(async (file) =>
      createHash("sha256")
        .update(await readFile(file))
        .digest("hex"),
    ),
  );
  return hashes.sort();
}
