import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import sharp from "sharp";
import { cameraCard } from "./camera-card.ts";
import type { Desk } from "./desk.ts";
import { emptyLot, joinedDesk } from "./first-steps.ts";
import { PhotoEditor } from "./pages/photo-editor.ts";
import { expect, test, type World } from "./world.ts";

interface Edited {
  readonly editor: PhotoEditor;
  readonly files: readonly string[];
}

/** A new car with so many photos, the first of them in the editor. */
async function photoInEditor(desk: Desk, world: World, stockNumber: string, photos = 3): Promise<Edited> {
  await desk.inventory.add({ stockNumber, make: "Nissan", model: "Versa" });
  await desk.inventory.open(stockNumber);
  const files = await cameraCard(world.path(stockNumber), photos);
  await desk.drop(desk.photos.strip, files);
  await desk.photos.expectShown(photos);
  await desk.photos.tile(1).click();
  const editor = new PhotoEditor(desk.window);
  await editor.open();
  return { editor, files };
}

/** Leaves the large view and waits until the tile shows another picture than before. */
async function shownAnew(desk: Desk, number: number, before: string): Promise<string> {
  if (await desk.photos.viewer.isVisible()) await desk.window.keyboard.press("Escape");
  await expect.poll(() => desk.photos.pictureOf(number)).not.toBe(before);
  await desk.photos.expectShown(await desk.photos.tiles.count());
  return desk.photos.pictureOf(number);
}

/** The bytes of a picture that the window shows. */
async function bytesOf(image: Locator): Promise<Buffer> {
  const text = await image.evaluate(async (element: HTMLImageElement) => {
    const blob = await (await fetch(element.src)).blob();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  });
  return Buffer.from(text, "base64");
}

async function difference(a: Buffer, b: Buffer): Promise<number> {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}

test("a photo is turned, cropped, covered and lit; what is seen is what is made, and the other desk gets it", async ({
  world,
}) => {
  const desk = await emptyLot(world);

  await test.step("a photo is turned, cropped and covered; its tile and the cover follow, and the original stays as it is", async () => {
    const { editor, files } = await photoInEditor(desk, world, "A-101");
    const original = createHash("sha256")
      .update(await readFile(files[0]!))
      .digest("hex");
    const untouched = await editor.look();

    await editor.cover({ x: 0.1, y: 0.3 }, { x: 0.4, y: 0.6 });
    await editor.press("Right");
    await editor.press("Crop…");
    await editor.press("1:1");
    await desk.window.keyboard.press("Enter");
    await expect(editor.tools.getByRole("button", { name: "Crop…" })).toBeVisible();
    expect(await difference(await editor.look(), untouched)).toBeGreaterThan(5);

    const compare = editor.stage.getByRole("button", { name: "Compare" });
    await compare.click();
    await expect(editor.stage.getByText("Original", { exact: true }).first()).toBeVisible();
    expect(await difference(await editor.look(), untouched)).toBeLessThan(2);
    await compare.click();

    await editor.save();
    await expect(desk.photos.viewer).toBeVisible();
    await desk.window.keyboard.press("Escape");
    const [, second] = await desk.photos.order();
    await expect
      .poll(async () => {
        const { width, height } = await sharp(
          await bytesOf(desk.photos.tile(1).locator("img").last()),
        ).metadata();
        return [width, height];
      })
      .toEqual([320, 320]);
    const edited = await desk.photos.pictureOf(1);
    await expect
      .poll(() => desk.inventory.row("A-101").locator("img").last().getAttribute("src"))
      .toContain(edited);
    expect(await desk.photos.pictureOf(2)).toBe(second);

    await desk.photos.tile(1).click();
    await expect(desk.photos.viewer).toContainText("IMG_1001.JPG");
    expect(
      createHash("sha256")
        .update(await readFile(files[0]!))
        .digest("hex"),
    ).toBe(original);
    await desk.window.keyboard.press("Escape");
    await expect(desk.photos.viewer).toBeHidden();
  });

  await test.step("the picture in the editor looks as its renditions will", async () => {
    const { editor } = await photoInEditor(desk, world, "A-102", 1);
    const before = await desk.photos.pictureOf(1);
    await editor.slide("Exposure", 0.5);
    await editor.slide("Warmth", 0.7);
    await editor.slide("Tint", -0.4);
    await editor.slide("Straighten", 6.3);
    await desk.window.keyboard.press("Tab");
    const seen = await editor.look();
    await editor.save();
    await shownAnew(desk, 1, before);
    const rendition = await sharp(await bytesOf(desk.photos.tile(1).locator("img").last()))
      .resize(32, 24, { fit: "fill" })
      .raw()
      .toBuffer();
    expect(await difference(seen, rendition)).toBeLessThan(4);
  });

  await test.step("an edit outlives the app and reaches the other desk", async () => {
    const { editor } = await photoInEditor(desk, world, "A-103", 1);
    const before = await desk.photos.pictureOf(1);
    await editor.press("Left");
    await editor.save();
    const edited = await shownAnew(desk, 1, before);
    await desk.restart();
    await desk.inventory.open("A-103");
    await expect.poll(() => desk.photos.pictureOf(1)).toBe(edited);
    await desk.photos.expectShown(1);

    const other = await joinedDesk(world, desk, "Auction");
    await other.inventory.open("A-103");
    await expect.poll(() => other.photos.pictureOf(1)).toBe(edited);
    await other.photos.expectShown(1);
  });
});

test("edits are undone, kept from being lost, copied to other photos, and boxes are handled by pointer and keys", async ({
  world,
  hostName,
}) => {
  const desk = await emptyLot(world);

  await test.step("undo, redo, reset and the question that keeps unsaved changes from being lost", async () => {
    const { editor } = await photoInEditor(desk, world, "A-101");
    const keyboard = desk.window.keyboard;
    const exposure = editor.tools.getByRole("slider", { name: "Exposure" });
    await editor.slide("Exposure", 1);
    await keyboard.press("Control+z");
    await expect(exposure).toHaveValue("0");
    await keyboard.press("Control+Shift+z");
    await expect(exposure).toHaveValue("1");
    await exposure.press("ArrowRight");
    await expect(exposure).toHaveValue("1.05");
    await exposure.dblclick();
    await expect(exposure).toHaveValue("0");
    const straighten = editor.tools.getByRole("slider", { name: "Straighten" });
    await straighten.press("ArrowRight");
    await expect(straighten).toHaveValue("0.1");
    await editor.stage.getByRole("button", { name: /^Take everything back/ }).click();
    await expect(straighten).toHaveValue("0");

    await editor.slide("Warmth", 0.5);
    await editor.stage.getByRole("button", { name: /^Next photo/ }).click();
    await editor.question.getByRole("button", { name: "Keep editing" }).click();
    await expect(editor.stage).toContainText("Photo 1 of 3");
    await editor.stage.getByRole("button", { name: /^Next photo/ }).click();
    await editor.question.getByRole("button", { name: "Discard changes" }).click();
    await expect(editor.stage).toContainText("Photo 2 of 3");
    await keyboard.press("ArrowLeft");
    await expect(editor.stage).toContainText("Photo 1 of 3");
    await expect(editor.tools.getByRole("slider", { name: "Warmth" })).toHaveValue("0");

    await editor.slide("Warmth", 0.5);
    await keyboard.press("Tab");
    await keyboard.press("Escape");
    await editor.question.getByRole("button", { name: "Save" }).click();
    await expect(editor.stage).toBeHidden();
    await editor.open();
    await expect(editor.tools.getByRole("slider", { name: "Warmth" })).toHaveValue("0.5");
    await keyboard.press("Escape");
    await expect(editor.stage).toBeHidden();
    await desk.window.keyboard.press("Escape");
    await expect(desk.photos.viewer).toBeHidden();
  });

  await test.step("edits are copied to other photos, only their light or everything, and taken back", async () => {
    const { editor } = await photoInEditor(desk, world, "A-102");
    const [first, second, third] = await desk.photos.order();
    const editedCount = async (of: Desk) => {
      const now = await of.photos.order();
      return [first, second, third].filter((picture, index) => picture !== now[index]).length;
    };
    await editor.slide("Exposure", -1);
    await editor.press("Right");
    await editor.press("Copy to other photos…");
    const dialog = desk.window.getByRole("dialog", { name: "Copy these edits to other photos" });
    await dialog.getByRole("button", { name: "Photo 2 of 3" }).click();
    await dialog.getByRole("button", { name: "Copy to 1 photo" }).click();
    await editor.press("Copy to other photos…");
    await dialog.getByText("Everything", { exact: true }).click();
    await dialog.getByRole("button", { name: "Photo 3 of 3" }).click();
    await dialog.getByRole("button", { name: "Copy to 1 photo" }).click();
    await editor.save();

    await shownAnew(desk, 2, second!);
    await shownAnew(desk, 3, third!);
    const sizeOf = async (number: number) => {
      const { width, height } = await sharp(
        await bytesOf(desk.photos.tile(number).locator("img").last()),
      ).metadata();
      return [width, height];
    };
    expect(await sizeOf(2)).toEqual([320, 240]);
    expect(await sizeOf(3)).toEqual([240, 320]);

    for (const back of [1, 2, 3]) {
      await desk.window.keyboard.press("Control+z");
      await expect.poll(() => editedCount(desk)).toBe(3 - back);
    }
    await expect.poll(() => desk.photos.pictureOf(2)).toBe(second);
    await expect.poll(() => desk.photos.pictureOf(3)).toBe(third);
  });

  await test.step("boxes over number plates are moved, resized and removed by pointer and by keys", async () => {
    const { editor } = await photoInEditor(desk, world, "A-103", 1);
    await editor.press("Right");
    await editor.press("Add a box");
    const box = editor.covered(1);
    const before = await box.boundingBox();
    await editor.dragCorner(box, 40, 30);
    await expect.poll(async () => Math.round((await box.boundingBox())!.width - before!.width)).toBe(40);
    await expect.poll(async () => Math.round((await box.boundingBox())!.height - before!.height)).toBe(30);
    await box.focus();
    await desk.window.keyboard.press("Control+ArrowRight");
    await expect.poll(async () => Math.round((await box.boundingBox())!.x - before!.x)).toBe(20);
    await desk.window.keyboard.press("Shift+ArrowDown");
    await expect.poll(async () => Math.round((await box.boundingBox())!.height - before!.height)).toBe(32);
    await desk.window.keyboard.press("Delete");
    await expect(box).toBeHidden();
  });

  if (hostName !== "standin") return;
  await test.step("an app that quits asks before it loses what was not saved", async () => {
    // It is the stand-in that answers the page.
    desk.window.on("dialog", () => {});
    await desk.hands.chooseInMenu("File", "Quit Autosell");
    await expect.poll(() => desk.hands.boxes()).toEqual(["Close without saving the changes to this photo?"]);
    await expect(desk.window.getByRole("button", { name: "Add a box" })).toBeVisible();
    await desk.hands.press("Close without saving");
    await desk.hands.chooseInMenu("File", "Quit Autosell");
    await desk.hands.ended;
  });
});
