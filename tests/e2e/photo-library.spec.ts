import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { cameraCard, smallPhoto } from "./camera-card.ts";
import type { Desk } from "./desk.ts";
import { emptyLot } from "./first-steps.ts";
import { expect, test, type World } from "./world.ts";

/** Two cars with three photos each, and the place where all of them are. */
async function twoCars(world: World): Promise<Desk> {
  const desk = await emptyLot(world);
  const files = await cameraCard(world.path("card"), 6);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await addPhotos(desk, "A-101", files.slice(0, 3));
  await addPhotos(desk, "B-7", files.slice(3));
  await desk.library.open();
  await expect(desk.library.photos).toHaveCount(6);
  return desk;
}

async function addPhotos(desk: Desk, car: string, files: readonly string[]): Promise<void> {
  await desk.inventory.open(car);
  await desk.drop(desk.photos.strip, files);
  const shown = desk.inventory.row(car).getByText(String(files.length), { exact: true });
  await expect(shown).toBeVisible({ timeout: 150_000 });
}

test("photos of all cars are selected, moved, binned, tagged and found by what is wrong with them", async ({
  world,
}) => {
  const desk = await twoCars(world);
  const { library, photos, window } = desk;

  await test.step("photos of several cars are selected together, moved to one car, and taken back in one", async () => {
    await expect(library.summary).toHaveText("6 photos");
    await expect(library.heading("A-101")).toContainText("3 photos");
    await expect(library.heading("A-101")).toContainText("Missing: Front 3/4");

    await library.photo("IMG_1001").click();
    await library.photo("IMG_1005").click({ modifiers: ["Control"] });
    await expect(library.bar).toContainText("2 selected");
    await library.moveTo("B-7");
    await expect(library.said("2 photos moved to B-7")).toBeVisible();
    await expect(library.heading("A-101")).toContainText("2 photos");
    await expect(library.heading("B-7")).toContainText("4 photos");

    await library.undo();
    await expect(library.heading("A-101")).toContainText("3 photos");
    await expect(library.heading("B-7")).toContainText("3 photos");

    await window.keyboard.press("Escape");
    await expect(library.bar).toBeHidden();
    await library.heading("A-101").getByRole("checkbox").click();
    await expect(library.bar).toContainText("3 selected");
    await window.keyboard.press("Escape");
    await expect(library.bar).toBeHidden();
  });

  await test.step("the keyboard walks, selects and opens; all that match are selected at once", async () => {
    await library.photo("IMG_1004").click();
    await window.keyboard.press("ArrowRight");
    await window.keyboard.press("Shift+ArrowRight");
    await expect(library.selected).toHaveCount(2);
    await window.keyboard.press("Space");
    await expect(library.selected).toHaveCount(1);

    await window.keyboard.press("Home");
    await window.keyboard.press("Enter");
    await expect(photos.viewer).toBeVisible();
    await window.keyboard.press("Escape");
    await expect(photos.viewer).toBeHidden();

    await library.search.fill("mazda");
    await expect(library.photos).toHaveCount(3);
    await library.search.press("Enter");
    await window.keyboard.press("Control+a");
    await expect(library.bar).toContainText("3 selected");
    await library.tag("portada");
    await expect(library.said("Tags of 3 photos changed")).toBeVisible();
    await library.search.fill("portada");
    await expect(library.summary).toHaveText("3 of 6 photos");
    await library.search.fill("");
    await expect(library.photos).toHaveCount(6);
    await library.search.press("Enter");
    await window.keyboard.press("Escape");
    await expect(library.bar).toBeHidden();
  });

  await test.step("deleted photos lie in the bin with the days they have left, and come back", async () => {
    await library.photo("IMG_1002").click();
    await window.keyboard.press("Shift+ArrowRight");
    await window.keyboard.press("Delete");
    await expect(library.said("2 photos deleted; they stay in the bin for 30 days")).toBeVisible();
    await expect(library.photos).toHaveCount(4);

    await library.shelf("Bin").click();
    await expect(library.photos).toHaveCount(2);
    await expect(library.photo("IMG_1002")).toContainText("30 days left");
    await library.photo("IMG_1002").click();
    await library.act("Restore").click();
    await expect(library.said("1 photo restored")).toBeVisible();
    await expect(library.photos).toHaveCount(1);

    await library.shelf("All").click();
    await expect(library.photos).toHaveCount(5);
    await window.keyboard.press("Control+z");
    await expect(library.photos).toHaveCount(4);
  });

  await test.step("where all are in the bin, it says so and leads there", async () => {
    await library.photos.first().click();
    await window.keyboard.press("Control+a");
    await window.keyboard.press("Delete");
    await expect(library.screen).toContainText("All photos are in the bin");
    await library.screen.getByRole("button", { name: "Open the bin" }).click();
    await expect(library.shelf("Bin")).toHaveAttribute("aria-pressed", "true");
    await expect(library.photos).toHaveCount(6);
    await window.keyboard.press("Control+z");
    await expect(library.photos).toHaveCount(2);
    await library.shelf("All").click();
    await expect(library.photos).toHaveCount(4);
  });

  await test.step("photos that need attention are found by what is wrong with them", async () => {
    await desk.inventory.place("Inventory").click();
    await desk.inventory.add({ stockNumber: "C-303", make: "Nissan", model: "Versa" });
    await mkdir(world.path("second"));
    const [good, dark] = [world.path("second/GOOD.JPG"), world.path("second/DARK.JPG")];
    await writeFile(good, await smallPhoto(1));
    await writeFile(
      dark,
      await sharp(await smallPhoto(4))
        .modulate({ brightness: 0.12 })
        .jpeg()
        .toBuffer(),
    );
    await addPhotos(desk, "C-303", [good, dark]);

    await library.open();
    await library.search.fill("C-303");
    await expect(library.photos).toHaveCount(2);
    await library.filterByFinding("Too dark");
    await expect(library.photos).toHaveCount(1);
    await expect(library.photo("DARK.JPG")).toHaveAccessibleName(/Too dark/);
    await library.clearFilters();
    await expect(library.photos).toHaveCount(6);
  });
});

test("an act on many photos can be cancelled: what was done stays, and is taken back in one", async ({
  world,
}) => {
  test.slow();
  const count = 200;
  const desk = await emptyLot(world);
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await addPhotos(desk, "A-101", await tinyPhotos(world.path("card"), count));
  const { library, window } = desk;
  await library.open();
  await expect(library.summary).toHaveText("200 photos");
  await library.photos.first().click();
  await window.keyboard.press("Control+a");

  const car = await library.carToMoveTo("B-7");
  await slowedDown(desk, async () => {
    // A window this slow is never still for long enough to be clicked with the pointer.
    await car.dispatchEvent("click");
    await library.work.getByRole("button", { name: "Cancel" }).dispatchEvent("click", {}, patience);
    await expect(library.said(/Cancelled after \d+ of 200/)).toBeVisible(patience);
  });
  const words = await library.said(/Cancelled after/).innerText();
  const moved = Number(/Cancelled after (\d+) of/.exec(words)?.[1]);
  expect(moved).toBeGreaterThan(0);
  expect(moved).toBeLessThan(count);
  await library.search.fill("B-7");
  await expect(library.summary).toHaveText(`${moved} of 200 photos`);

  await library.undo();
  await expect(library.summary).toHaveText("0 of 200 photos");
  await library.search.fill("A-101");
  await expect(library.summary).toHaveText("200 of 200 photos");
});

/** Small, and each another picture. */
async function tinyPhotos(folder: string, count: number): Promise<string[]> {
  await mkdir(folder);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const path = join(folder, `TINY_${String(index + 1).padStart(4, "0")}.JPG`);
      const background = { r: index % 200, g: 80 * Math.floor(index / 200), b: (index * 31) % 256 };
      const picture = sharp({ create: { width: 64, height: 48, channels: 3, background } }).jpeg();
      await writeFile(path, await picture.toBuffer());
      return path;
    }),
  );
}

/** For a window that is slow on purpose, on a computer that may be slow itself; in milliseconds. */
const patience = { timeout: 120_000 };

/** A window on a slow computer, so that there is time to think better of something. */
async function slowedDown(desk: Desk, act: () => Promise<void>): Promise<void> {
  const cdp = await desk.window.context().newCDPSession(desk.window);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  try {
    await act();
  } finally {
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await cdp.detach();
  }
}
