import { expect, type Locator, type Page } from "@playwright/test";

/** The review of a card: its groups, their photos, and what is said of the card. */
export class CardReview {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get window(): Locator {
    return this.page.getByRole("dialog", { name: /^Review of / });
  }

  get tray(): Locator {
    return this.page.getByRole("complementary", { name: "Photo imports" });
  }

  /** The strip of a car, by any of its words. */
  group(name: RegExp | string): Locator {
    return this.window.getByRole("region", { name: typeof name === "string" ? `Photos of ${name}` : name });
  }

  photo(file: string): Locator {
    return this.window.getByRole("button", { name: new RegExp(`^${file.replace(".", "\\.")},`) });
  }

  get safeToFormat(): Locator {
    return this.window.getByText("Safe to format", { exact: true });
  }

  async expectPhotos(group: string | RegExp, files: readonly string[]): Promise<void> {
    const names = this.group(group).getByRole("button", { name: /\.JPG, / });
    await expect(names).toHaveCount(files.length);
    for (const [index, file] of files.entries())
      await expect(names.nth(index)).toHaveAccessibleName(new RegExp(`^${file.replace(".", "\\.")},`));
  }

  /** Takes hold of a photo and lets it go on a group, as a hand does. */
  async drag(file: string, group: string | RegExp): Promise<void> {
    const [start, end] = [await centreOf(this.photo(file)), await centreOf(this.group(group))];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(start.x + 12, start.y, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 12 });
    await this.page.mouse.up();
  }

  /** With the keyboard alone, as far as the photo that has the focus goes. */
  async moveByKeys(file: string, car: string): Promise<void> {
    await this.photo(file).focus();
    await this.page.keyboard.press("Space");
    await this.page.keyboard.press("m");
    await this.page.getByRole("textbox", { name: "Stock number, make, model or VIN" }).fill(car);
    await this.page.keyboard.press("Enter");
  }

  async chooseCar(group: string | RegExp, car: string): Promise<void> {
    await this.group(group)
      .getByRole("button", { name: /Choose a car…|Another car…/ })
      .click();
    const question = this.page.getByRole("dialog", { name: "Choose a car" });
    await question.getByRole("textbox").fill(car);
    await question.getByRole("button", { name: new RegExp(car) }).click();
  }

  async confirm(button: string): Promise<void> {
    await this.window.getByRole("button", { name: button }).click();
    await expect(this.window).toBeHidden();
  }

  /** From the tray, where a review waits that was closed. */
  async openFromTray(): Promise<void> {
    await this.tray.getByRole("button", { name: "Open the review" }).click();
    await expect(this.window).toBeVisible();
  }
}

async function centreOf(target: Locator): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("What is dragged, or where to, is not visible");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
