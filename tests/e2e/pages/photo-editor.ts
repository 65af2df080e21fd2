import { expect, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";

/** The editor of one photo, over the whole window. */
export class PhotoEditor {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get stage(): Locator {
    return this.page.getByRole("dialog", { name: "Photo editor" });
  }

  get tools(): Locator {
    return this.page.getByRole("complementary", { name: "Tools" });
  }

  /** What is seen of the photo: the box in which the picture lies. */
  get canvas(): Locator {
    return this.stage.locator("[data-canvas]");
  }

  get question(): Locator {
    return this.page.getByRole("dialog", { name: "Save your changes to this photo?" });
  }

  covered(number: number): Locator {
    return this.stage.getByRole("group", { name: `Covered area ${number}` });
  }

  /** From the large view of a photo. */
  async open(): Promise<void> {
    await this.page.getByRole("button", { name: "Edit", exact: true }).click();
    await expect(this.stage.getByRole("img", { name: /^Photo/ })).toBeVisible();
  }

  async slide(name: "Straighten" | "Exposure" | "Warmth" | "Tint", value: number): Promise<void> {
    await this.tools.getByRole("slider", { name }).fill(String(value));
  }

  async press(name: string | RegExp): Promise<void> {
    await this.tools.getByRole("button", { name, exact: true }).click();
  }

  /** Draws a box over this part of what is seen, in fractions of it. */
  async cover(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.press("Cover…");
    const box = await this.boxOf(this.canvas);
    await this.page.mouse.move(box.x + from.x * box.width, box.y + from.y * box.height);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + to.x * box.width, box.y + to.y * box.height, { steps: 6 });
    await this.page.mouse.up();
    await this.press("Done");
  }

  /** Drags the handle that is seen furthest to the lower right, however the picture is turned. */
  async dragCorner(box: Locator, right: number, down: number): Promise<void> {
    const handles = await box.locator("[data-handle]").all();
    const places = await Promise.all(handles.map((handle) => this.boxOf(handle)));
    const corner = places.reduce((far, place) => (place.x + place.y > far.x + far.y ? place : far));
    const [x, y] = [corner.x + corner.width / 2, corner.y + corner.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + right, y + down, { steps: 6 });
    await this.page.mouse.up();
  }

  async save(): Promise<void> {
    await this.tools.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.stage).toBeHidden();
  }

  /** The colours of what is seen, as small as a stamp. */
  async look(): Promise<Buffer> {
    const decoded = () =>
      this.canvas.evaluate((canvas) =>
        Promise.all(Array.from(canvas.querySelectorAll("img"), (image) => image.decode())),
      );
    // One in whose place a finer picture comes meanwhile is not decoded to its end.
    await expect(decoded).toPass();
    const shot = await this.canvas.screenshot({ animations: "disabled" });
    return sharp(shot).resize(32, 24, { fit: "fill" }).removeAlpha().raw().toBuffer();
  }

  private async boxOf(locator: Locator) {
    const box = await locator.boundingBox();
    if (!box) throw new Error("It is not to be seen");
    return box;
  }
}
