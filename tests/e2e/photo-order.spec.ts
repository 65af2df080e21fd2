import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { cameraCard, smallPhoto } from "./camera-card.ts";
import type { Desk } from "./desk.ts";
import { allSaved, emptyLot } from "./first-steps.ts";
import { PhotoEditor } from "./pages/photo-editor.ts";
import { expectPainted } from "./pages/photos.ts";
import type { SceneLooks } from "./scenes.ts";
import { expect, test, type World } from "./world.ts";

/** A new car, open beside the list, and photos on it. */
async function carWithPhotos(desk: Desk, world: World, stockNumber: string, count: number): Promise<void> {
  await openCar(desk, stockNumber);
  await desk.drop(desk.photos.strip, await cameraCard(world.path(stockNumber), count));
  await desk.photos.expectShown(count);
}

async function openCar(desk: Desk, stockNumber: string): Promise<void> {
  await desk.inventory.add({ stockNumber, make: "Nissan", model: "Versa" });
  await desk.inventory.open(stockNumber);
}

/** Photos of the looks that are asked for, by the name of the file. */
async function pictures(
  folder: string,
  wanted: Readonly<Record<string, SceneLooks & { index: number; frame?: { width: number; height: number } }>>,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(wanted).map(async ([name, { index, ...looks }]) => {
      const path = join(folder, name);
      await writeFile(path, await smallPhoto(index, looks));
      return path;
    }),
  );
}

test("photos are put in order, moved, given their shots and dragged out", async ({ world }) => {
  const desk = await emptyLot(world);

  await test.step("several selected photos are dragged to another place together, and Ctrl+Z brings them back", async () => {
    await carWithPhotos(desk, world, "A-101", 6);
    const { photos } = desk;
    const [first, second, third, fourth, fifth, sixth] = await photos.order();

    await photos.tile(2).click({ modifiers: ["ControlOrMeta"] });
    await photos.tile(4).click({ modifiers: ["ControlOrMeta"] });
    await expect(photos.selectionStatus).toHaveText("2 selected");
    await photos.dragOnto(4, 6);
    await expect.poll(() => photos.order()).toEqual([first, third, fifth, sixth, second, fourth]);

    await photos.tile(5).press("Alt+ArrowLeft");
    await expect.poll(() => photos.order()).toEqual([first, third, fifth, second, fourth, sixth]);
    await expect(photos.strip.getByText("2 photos moved to place 4 of 6")).toBeAttached();
    await desk.window.keyboard.press("ControlOrMeta+z");
    await desk.window.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => photos.order()).toEqual([first, second, third, fourth, fifth, sixth]);

    await photos.tile(1).press("Escape");
    await expect(photos.selectionStatus).toBeHidden();
    await photos.tile(1).press("Space");
    await desk.window.keyboard.press("Shift+ArrowRight");
    await desk.window.keyboard.press("Shift+ArrowRight");
    await expect(photos.selectionStatus).toHaveText("3 selected");
    await desk.window.keyboard.press("Delete");
    await expect.poll(() => photos.order()).toEqual([fourth, fifth, sixth]);
    await desk.window.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => photos.order()).toEqual([first, second, third, fourth, fifth, sixth]);
  });

  await test.step("selected photos move to the car that they are of", async () => {
    await carWithPhotos(desk, world, "A-102", 4);
    await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
    await desk.inventory.open("A-102");
    await desk.photos.expectShown(4);
    const [, second, third] = await desk.photos.order();
    await desk.photos.tile(2).click({ modifiers: ["ControlOrMeta"] });
    await desk.photos.tile(3).click({ modifiers: ["Shift"] });
    await desk.photos.selectionTool("Move to another car…").click();
    const question = desk.window.getByRole("dialog", { name: "Move 2 photos to another car" });
    await question.getByRole("textbox").fill("mazda");
    await question.getByRole("button", { name: /B-7/ }).click();
    await expect(desk.photos.tiles).toHaveCount(2);
    await desk.inventory.open("B-7");
    await expect.poll(() => desk.photos.order()).toEqual([second, third]);
  });

  await test.step("the shot list says what is missing, and a shot is given by a click or a key", async () => {
    await carWithPhotos(desk, world, "A-103", 3);
    const { photos } = desk;
    await expect(photos.shotList).toContainText("0 of 11");
    await expect(photos.shotList).toContainText("Missing: Front 3/4, Side, Rear 3/4 and 8 more");
    await photos.shotList.getByRole("button", { name: /^Shot list/ }).click();

    await photos.shot("Engine: missing").click();
    await expect(desk.window.getByText("The open hood from the front.")).toBeVisible();
    await desk.window.keyboard.press("Escape");

    await photos.tile(2).click({ modifiers: ["ControlOrMeta"] });
    await photos.shot("Engine: missing").click();
    await expect(photos.shot("Engine: 1 photo")).toBeVisible();
    await photos.tile(2).press("Escape");

    await photos.tile(1).click();
    await desk.window.keyboard.press("1");
    await expect(photos.viewer.getByRole("combobox", { name: "Shot" })).toHaveValue(/Front 3\/4/);
    await desk.window.keyboard.press("Escape");
    await expect(photos.shot("Front 3/4: 1 photo")).toBeVisible();
    await expect(photos.shotList).toContainText("2 of 11");

    await desk.settings.open();
    const list = desk.window.getByRole("region", { name: "Shot list" });
    await list.getByRole("button", { name: "Remove Side from the list" }).click();
    await list.getByLabel("Name of your own shot").fill("Sunroof");
    await list.getByRole("button", { name: "Add a shot" }).click();
    await expect(list.getByRole("listitem").last()).toContainText("Sunroof");
    await desk.settings.close();
    await desk.inventory.open("A-103");
    await expect(photos.shot("Sunroof: missing")).toBeVisible();
    await expect(photos.shotList).toContainText("2 of 11");
    await expect(photos.shot(/^Side/)).toBeHidden();
  });

  await test.step("finished files are dragged out of the window by the handle of a tile", async () => {
    await carWithPhotos(desk, world, "A-104", 3);
    const told = await desk.photos.dragOut(2);
    const handed = await desk.app.dragged();
    if (handed.length > 0)
      expect(handed.map((paths) => paths.map((path) => basename(path)))).toEqual([["A-104-02.jpg"]]);
    else expect(told).toMatch(/^image\/jpeg:A-104-02\.jpg:http:\/\/127\.0\.0\.1:\d+\/.*[0-9a-f]{64}$/);
  });
});

test("photos are judged, looked at, described and marked, and stay so after a restart", async ({ world }) => {
  const desk = await emptyLot(world);

  await test.step("photos with something wrong are marked, counted and filtered, each with what to do", async () => {
    await openCar(desk, "A-105");
    const { photos } = desk;
    await desk.drop(
      photos.strip,
      await pictures(world.path("A-105"), {
        "IMG_1.JPG": { index: 1 },
        "IMG_2.JPG": { index: 2, light: 0.2 },
        "IMG_3.JPG": { index: 3, blur: 25 },
        "IMG_4.JPG": { index: 4, frame: { width: 480, height: 640 } },
      }),
    );
    await photos.expectShown(4);
    await expect(photos.strip.getByText("3 need attention")).toBeVisible();
    await expect(photos.marks("Too dark")).toHaveCount(1);
    await expect(photos.marks("Too small")).toHaveCount(1);

    await photos.strip.getByRole("button", { name: "Show only these" }).click();
    await expect(photos.tiles).toHaveCount(3);
    await expect(photos.tile(1)).toBeHidden();
    await photos.strip.getByRole("button", { name: "Show all photos" }).click();
    await expect(photos.tiles).toHaveCount(4);

    await photos.tile(2).click();
    const { viewer } = photos;
    await expect(viewer).toContainText("Raise the exposure in the editor, or take it again in better light.");
    await desk.window.keyboard.press("ArrowRight");
    await expect(viewer).toContainText("Nothing in it is sharp. Take it again if you can, or delete it.");
    await desk.window.keyboard.press("ArrowRight");
    await expect(viewer).toContainText("480 × 640 px is small for");
    const worthALook = viewer.getByRole("region", { name: "Worth a look" });
    await expect(worthALook).toContainText("Cut to shape for Web, X, and LinkedIn; up to 61% of it is lost.");
    await expect(worthALook.getByRole("button", { name: "Open the editor" })).toBeVisible();
    await desk.window.keyboard.press("Home");
    await expect(viewer.getByRole("region", { name: "What is wrong with it" })).toBeHidden();
    await expect(worthALook).not.toContainText("Cut to shape");
    await desk.window.keyboard.press("Escape");
    await expect(viewer).toBeHidden();
  });

  await test.step("nearly the same photos stand on one another; the best is kept and the others come back", async () => {
    await openCar(desk, "A-106");
    const { photos } = desk;
    await desk.drop(
      photos.strip,
      await pictures(world.path("A-106"), {
        "IMG_1.JPG": { index: 1 },
        "IMG_2.JPG": { index: 2, again: 1, blur: 2 },
        "IMG_3.JPG": { index: 2, again: 2 },
        "IMG_4.JPG": { index: 2, again: 3, blur: 3 },
        "IMG_5.JPG": { index: 5 },
      }),
    );
    await expect(photos.strip).toContainText("5 photos");
    await expect(photos.tiles).toHaveCount(3);
    await photos.strip.getByRole("button", { name: "Show 3 nearly the same photos" }).click();
    await expect(photos.tiles).toHaveCount(5);
    await photos.tile(3).click();
    await expect(photos.viewer).toContainText("This is the best of them.");
    await expect(photos.viewer).toContainText("IMG_3.JPG");
    const best = await photos.pictureOf(3);
    await desk.window.keyboard.press("Escape");

    await photos.strip.getByRole("button", { name: "Keep the best, delete the other 2" }).click();
    await expect(photos.tiles).toHaveCount(3);
    expect(await photos.pictureOf(2)).toBe(best);
    await desk.window.getByRole("button", { name: "Undo" }).click();
    await expect(photos.strip).toContainText("5 photos");
  });

  await test.step("a photo is looked at pixel by pixel", async () => {
    await openCar(desk, "A-107");
    const { photos } = desk;
    await desk.drop(
      photos.strip,
      await pictures(world.path("A-107"), {
        "IMG_1.JPG": { index: 1, frame: { width: 3200, height: 2400 } },
      }),
    );
    await photos.expectShown(1);
    await photos.tile(1).click();
    const picture = photos.viewer.getByRole("img", { name: "Photo 1 of 1" });
    await expectPainted(picture);
    await photos.viewer.getByRole("button", { name: "Actual size" }).click();
    await expect.poll(async () => Math.round((await picture.boundingBox())?.width ?? 0)).toBe(1920);
    await expect(photos.viewer).toContainText("Shown at 1920 px. The original has 3200 × 2400 px.");
    await photos.viewer.getByRole("button", { name: "Fit to the window" }).click();
    await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeLessThan(1440);
    await desk.window.keyboard.press("Escape");
    await expect(photos.viewer).toBeHidden();
  });

  await test.step("a pin stays on its place of the car when the photo is turned, and the original is seen by holding a key", async () => {
    await carWithPhotos(desk, world, "A-108", 1);
    const { photos, window } = desk;
    const { viewer } = photos;
    await photos.tile(1).click();
    const picture = viewer.getByRole("img", { name: "Photo 1 of 1" });
    await expectPainted(picture);
    await viewer.getByRole("button", { name: "Pin a defect" }).last().click();
    await photos.clickPicture(0.25, 0.75);
    await window.keyboard.type("Dent");
    await window.keyboard.press("Enter");
    const pin = viewer.getByRole("button", { name: "Defect 1: Dent" });
    await expect(pin).toBeVisible();

    const editor = new PhotoEditor(window);
    await editor.open();
    await editor.press("Right");
    await editor.save();
    await expect(viewer.getByText("Edited", { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => photos.placeOf(pin)).toEqual({ x: 0.25, y: 0.25 });

    const turned = await picture.getAttribute("src");
    await window.keyboard.down("o");
    await expect(picture).not.toHaveAttribute("src", turned ?? "");
    await expect.poll(() => photos.placeOf(pin)).toEqual({ x: 0.25, y: 0.75 });
    await window.keyboard.up("o");
    await expect(picture).toHaveAttribute("src", turned ?? "");
    await desk.window.keyboard.press("Escape");
    await expect(viewer).toBeHidden();
  });

  await test.step("captions, tags and a pinned defect are there after a restart", async () => {
    await carWithPhotos(desk, world, "A-109", 2);
    await desk.photos.tile(1).click();
    const { viewer } = desk.photos;
    await expectPainted(viewer.getByRole("img", { name: "Photo 1 of 2" }));
    await viewer.getByLabel("Caption").fill("Front with the new bumper");
    await viewer.getByRole("combobox", { name: "Tags" }).fill("bumper");
    await desk.window.keyboard.press("Enter");

    await viewer.getByRole("button", { name: "Pin a defect" }).last().click();
    await desk.photos.clickPicture(0.25, 0.75);
    await desk.window.keyboard.type("Scratch");
    await desk.window.keyboard.press("Enter");
    const pin = viewer.getByRole("button", { name: "Defect 1: Scratch" });
    await expect(pin).toBeVisible();
    expect(await desk.photos.placeOf(pin)).toEqual({ x: 0.25, y: 0.75 });
    await pin.press("Shift+ArrowRight");
    await expect.poll(() => desk.photos.placeOf(pin)).toEqual({ x: 0.3, y: 0.75 });
    await desk.window.keyboard.press("Escape");
    await expect(desk.sync.sentence).toHaveText(allSaved);

    await desk.restart();
    await desk.inventory.open("A-109");
    await desk.photos.expectShown(2);
    await desk.photos.tile(1).click();
    const reopened = desk.photos.viewer;
    await expect(reopened.getByLabel("Caption")).toHaveValue("Front with the new bumper");
    await expect(reopened.getByText("bumper", { exact: true })).toBeVisible();
    const kept = reopened.getByRole("button", { name: "Defect 1: Scratch" });
    expect(await desk.photos.placeOf(kept)).toEqual({ x: 0.3, y: 0.75 });
    await kept.press("Delete");
    await expect(kept).toBeHidden();
    await desk.window.keyboard.press("ControlOrMeta+z");
    await expect(kept).toBeVisible();
  });
});
